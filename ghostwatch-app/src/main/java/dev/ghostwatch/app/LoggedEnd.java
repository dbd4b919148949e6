package dev.ghostwatch.app;

import dev.ghostwatch.insight.log.LogAnalyzer;
import dev.ghostwatch.model.Lifecycle;
import dev.ghostwatch.model.history.MigrationRow;
import dev.ghostwatch.model.log.RunAnalysis;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * How a run ended that nobody saw, by the end of its log.
 *
 * @param at when, as the log dates it; null when it does not
 * @param lifecycle how: succeeded, failed or aborted
 * @param words gh-ost's own words for it; null when it succeeded
 */
record LoggedEnd(@Nullable Instant at, Lifecycle lifecycle, @Nullable String words) {
  /** gh-ost repeats its hints, which name the run, every ten minutes: many times less than this. */
  private static final int LOOKED_AT = 4 << 20;

  /** The start of a run is told in whole seconds. */
  private static final Duration SAME_START = Duration.ofSeconds(2);

  /**
   * Reads it. A file may hold many runs: only what the run itself printed counts.
   *
   * @param zone of this host, where no line tells it
   * @return null when the log tells no end of this run
   * @throws IOException when the log cannot be read
   */
  static @Nullable LoggedEnd read(Path log, MigrationRow run, ZoneId zone) throws IOException {
    LogAnalyzer analyzer = new LogAnalyzer(zone, false);
    byte[] end = end(log);
    int from = end.length < LOOKED_AT ? 0 : afterLine(end);
    analyzer.feed(end, from, end.length);
    LoggedEnd found = null;
    for (RunAnalysis one : analyzer.analysis().runs().kept()) {
      LoggedEnd told = isSame(one, run) ? of(one) : null;
      found = told == null ? found : told;
    }
    return found;
  }

  private static byte[] end(Path log) throws IOException {
    try (FileChannel channel = FileChannel.open(log, StandardOpenOption.READ)) {
      long size = channel.size();
      ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(size, LOOKED_AT));
      long from = size - buffer.capacity();
      while (buffer.hasRemaining() && channel.read(buffer, from + buffer.position()) > 0) {
        // Reads on until the buffer is full or the file ends.
      }
      byte[] read = new byte[buffer.position()];
      buffer.flip().get(read);
      return read;
    }
  }

  /** The first line is a piece of one. */
  private static int afterLine(byte[] bytes) {
    int i = 0;
    while (i < bytes.length && bytes[i] != '\n') {
      i++;
    }
    return Math.min(i + 1, bytes.length);
  }

  private static boolean isSame(RunAnalysis one, MigrationRow run) {
    Instant started = one.startedAt();
    return run.database().equals(one.database())
        && run.table().equals(one.table())
        && started != null
        && Duration.between(started, run.startedAt()).abs().compareTo(SAME_START) <= 0;
  }

  private static @Nullable LoggedEnd of(RunAnalysis run) {
    return switch (run.outcome()) {
      case SUCCEEDED -> new LoggedEnd(run.endedAt(), Lifecycle.SUCCEEDED, null);
      case FAILED -> new LoggedEnd(run.endedAt(), Lifecycle.FAILED, run.reason());
      case ABORTED -> new LoggedEnd(run.endedAt(), Lifecycle.ABORTED, run.reason());
      case RUNNING, UNKNOWN -> null;
    };
  }
}
