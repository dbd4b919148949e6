package dev.ghostwatch.source.log;

import dev.ghostwatch.client.status.Hints;
import dev.ghostwatch.client.status.StatusLine;
import dev.ghostwatch.client.status.StatusReply;
import dev.ghostwatch.model.FigureSource;
import dev.ghostwatch.model.Observation;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Turns the lines of a followed log into observations. It costs gh-ost nothing: status lines, the
 * block of hint lines with all settings that gh-ost prints every ten minutes and whenever somebody
 * changes one, its version, and its last words.
 *
 * <p>A line that has just been written is as old as the clock says. One of a backlog is dated by
 * the start of its run and the total time that it tells.
 */
public final class LiveLog {
  /** A line whose total time tells a moment this far from now was not written just now. */
  private static final Duration BACKLOG = Duration.ofSeconds(3);

  private final InstantSource clock;
  private final ZoneId zone;
  private final @Nullable Instant runsSince;
  private final Consumer<Observation> observations;
  private final LogEvents events;
  private final StringBuilder block = new StringBuilder();
  private @Nullable Instant runStartedAt;
  private @Nullable Instant lastTold;
  private @Nullable String version;
  private @Nullable String lastSample;
  private boolean earlierRun;
  private boolean live;
  private volatile @Nullable LastWords lastWords;

  /**
   * @param zone of the dates in the log, which name none
   * @param runsSince runs that began earlier are others that wrote to the same file; null when that
   *     is not known
   * @param observations told what the log shows of the migration, on the follower's thread
   * @param events told of lines that matter and are no samples
   */
  public LiveLog(
      InstantSource clock,
      ZoneId zone,
      @Nullable Instant runsSince,
      Consumer<Observation> observations,
      LogEvents events) {
    this.clock = clock;
    this.zone = zone;
    this.runsSince = runsSince;
    this.observations = observations;
    this.events = events;
  }

  /** How the log ends so far; null while it says nothing of an end. */
  public @Nullable LastWords lastWords() {
    return lastWords;
  }

  /** Takes in the next line. */
  public void take(String line) {
    if (line.startsWith("#")) {
      hint(line);
      return;
    }
    endBlock();
    StatusLine sample = line.contains("Copy: ") ? StatusLine.parse(line) : null;
    if (sample != null) {
      sample(line, sample);
    } else {
      other(line);
    }
  }

  /** Tells that everything written so far has been taken in: a block of hints is whole then. */
  public void caughtUp() {
    endBlock();
    live = true;
  }

  private void hint(String line) {
    LastWords said = LastWords.of(line, null);
    if (said != null) {
      end(said);
      return;
    }
    if (line.startsWith("# Migrating `") && !block.isEmpty()) {
      endBlock();
    }
    block.append(line).append('\n');
  }

  private void endBlock() {
    if (block.isEmpty()) {
      return;
    }
    StatusReply reply = StatusReply.parse(block.toString());
    block.setLength(0);
    Hints hints = reply.hints();
    if (hints == null) {
      return;
    }
    if (hints.startedAt() != null) {
      runStartedAt = hints.startedAt().toInstant();
      earlierRun = runsSince != null && runStartedAt.isBefore(runsSince);
    }
    if (!earlierRun) {
      tellVersion();
      Instant told = lastTold == null ? runStartedAt : lastTold;
      observations.accept(
          new Observation.StatusSeen(
              live || told == null ? clock.instant() : told, FigureSource.LOG, reply));
    }
  }

  private void sample(String line, StatusLine sample) {
    if (sample.text().equals(lastSample)) {
      // Newer releases log each status line a second time.
      return;
    }
    lastSample = sample.text();
    // A run that goes on has not ended: what an earlier run in the same file said last is over.
    lastWords = null;
    if (!earlierRun) {
      tellVersion();
      observations.accept(
          new Observation.StatusSeen(
              time(sample), FigureSource.LOG, new StatusReply(line, null, sample, List.of())));
    }
  }

  private Instant time(StatusLine sample) {
    Duration elapsed = sample.elapsed();
    return told(runStartedAt == null || elapsed == null ? null : runStartedAt.plus(elapsed));
  }

  private Instant time(LogMessage message) {
    return told(message.date() == null ? null : message.date().atZone(zone).toInstant());
  }

  /** A line of a backlog is dated by what it tells, one just written by the clock. */
  private Instant told(@Nullable Instant told) {
    Instant now = clock.instant();
    boolean isOld = !live && told != null && Duration.between(told, now).compareTo(BACKLOG) > 0;
    Instant at = isOld && told != null ? told : now;
    lastTold = at;
    return at;
  }

  private void other(String line) {
    LogMessage message = LogMessage.of(line);
    if (message == null) {
      return;
    }
    String begun = message.version();
    if (begun != null) {
      newRun(begun);
    }
    if (earlierRun) {
      return;
    }
    LastWords said = LastWords.of(line, message);
    if (said != null) {
      end(said);
    }
    events.seen(time(message), message);
  }

  private void end(LastWords said) {
    if (!earlierRun) {
      lastWords = said;
    }
  }

  private void newRun(String begun) {
    version = begun;
    runStartedAt = null;
    lastTold = null;
    lastSample = null;
    lastWords = null;
    earlierRun = false;
  }

  /** Not before something shows that it is this run's. */
  private void tellVersion() {
    if (version != null) {
      observations.accept(new Observation.VersionSeen(clock.instant(), version));
      version = null;
    }
  }
}
