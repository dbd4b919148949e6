package dev.ghostwatch.source.log.follow;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A follower without threads, whose sink keeps lines and place in memory. */
final class Bench implements LineSink {
  final Path log;
  final List<LogLine> lines = new ArrayList<>();
  final List<FollowNotice> notices = new ArrayList<>();
  FollowOptions options;
  Instant now = Instant.parse("2026-11-22T12:00:00Z");
  @Nullable LogPlace place;
  @Nullable IOException failure;
  private FollowerCore core;

  Bench(Path log, StartPosition start) {
    this(log, start, FollowOptions.STANDARD);
  }

  Bench(Path log, StartPosition start, FollowOptions options) {
    this.log = log;
    this.options = options;
    this.core = core(start);
  }

  private FollowerCore core(StartPosition start) {
    return new FollowerCore(log, start, this, options, notices::add);
  }

  @Override
  public void commit(LineBatch batch) throws IOException {
    IOException now = failure;
    if (now != null) {
      throw now;
    }
    lines.addAll(batch.lines());
    place = batch.place();
  }

  /** Reads until there is no more; returns what all lines together say. */
  List<String> read() throws Exception {
    int steps = 0;
    while (core.step(now)) {
      if (++steps > 100_000) {
        throw new AssertionError("the follower never comes to rest; place " + place);
      }
    }
    return texts();
  }

  /** The place committed last. */
  LogPlace committed() {
    return Objects.requireNonNull(place, "nothing was committed");
  }

  /** One step only. */
  boolean step() throws Exception {
    return core.step(now);
  }

  List<String> texts() {
    return lines.stream()
        .map(line -> new String(line.bytes(), StandardCharsets.ISO_8859_1))
        .toList();
  }

  LineEnding lastEnding() {
    return lines.getLast().ending();
  }

  /** Forgets the follower, as kill -9 does, and starts another at the place committed. */
  void restart() throws IOException {
    core.close();
    LogPlace committed = place;
    core =
        core(
            committed == null
                ? new StartPosition.Beginning()
                : new StartPosition.Place(LogPlace.parse(committed.text()).orElseThrow()));
  }

  void restartWith(FollowOptions other) throws IOException {
    options = other;
    restart();
  }

  boolean readsUnlinkedFile() {
    return core.readsUnlinkedFile();
  }

  void pass(Duration duration) {
    now = now.plus(duration);
  }
}
