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
import java.util.ArrayList;
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

  /** gh-ost writes the next line of a block within this, however busy the host is. */
  private static final Duration BLOCK_GROWS = Duration.ofMillis(500);

  /** Lines before the first block of hints; a run has a few dozen, and one without ends soon. */
  private static final int MOST_UNCLAIMED = 500;

  private final InstantSource clock;
  private final ZoneId zone;
  private final FollowedOutput run;
  private final Consumer<Observation> observations;
  private final LogEvents events;
  private final StringBuilder block = new StringBuilder();
  private @Nullable Instant blockGrewAt;
  private @Nullable Instant runStartedAt;
  private @Nullable Instant lastTold;
  private @Nullable String version;
  private @Nullable String lastSample;
  private final List<Runnable> unclaimed = new ArrayList<>();
  private @Nullable Runnable refused;
  private boolean live;
  private volatile @Nullable LastWords lastWords;

  /**
   * @param zone of the dates in the log, which name none
   * @param run which of the runs that print to this place is followed
   * @param observations told what the log shows of the migration, on the follower's thread
   * @param events told of lines that matter and are no samples
   */
  public LiveLog(
      InstantSource clock,
      ZoneId zone,
      FollowedOutput run,
      Consumer<Observation> observations,
      LogEvents events) {
    this.clock = clock;
    this.zone = zone;
    this.run = run;
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

  /** Tells that everything written so far has been taken in. */
  public void caughtUp() {
    live = true;
  }

  /**
   * Tells that nothing was written since the look before. A block of hints at the end is whole
   * after a while: gh-ost writes it line by line, so that a look may meet half of it.
   */
  public void idle() {
    if (blockGrewAt == null || !clock.instant().isBefore(blockGrewAt.plus(BLOCK_GROWS))) {
      endBlock();
    }
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
    blockGrewAt = clock.instant();
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
    run.shows(hints, live);
    Instant begun = hints.startedAt() == null ? null : hints.startedAt().toInstant();
    if (run.isFollowed()) {
      runStartedAt = begun == null ? runStartedAt : begun;
      tell(reply);
      refused = null;
    } else {
      refused =
          () -> {
            runStartedAt = begun;
            tell(reply);
          };
    }
  }

  private void tell(StatusReply reply) {
    claim();
    Instant told = lastTold == null ? runStartedAt : lastTold;
    observations.accept(
        new Observation.StatusSeen(
            live || told == null ? clock.instant() : told, FigureSource.LOG, reply));
  }

  /** What was said before the run showed itself is this run's: only now that is sure. */
  private void claim() {
    tellVersion();
    unclaimed.forEach(Runnable::run);
    unclaimed.clear();
  }

  private void sample(String line, StatusLine sample) {
    if (sample.text().equals(lastSample)) {
      // Newer releases log each status line a second time.
      return;
    }
    lastSample = sample.text();
    if (run.goesOn(live) && refused != null) {
      refused.run();
      refused = null;
    }
    if (run.isFollowed()) {
      // A run that goes on has not ended: what an earlier run in the same file said last is over.
      lastWords = null;
      claim();
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
      run.begins(live);
      if (run.isFollowed()) {
        newRun(begun);
      }
    }
    if (!run.isFollowed()) {
      return;
    }
    LastWords said = LastWords.of(line, message);
    if (said != null) {
      lastWords = said;
    }
    Instant at = time(message);
    if (live || run.isKnown()) {
      events.seen(at, message);
    } else if (unclaimed.size() < MOST_UNCLAIMED) {
      unclaimed.add(() -> events.seen(at, message));
    }
  }

  private void end(LastWords said) {
    if (run.isFollowed()) {
      lastWords = said;
    }
  }

  private void newRun(String begun) {
    version = begun;
    runStartedAt = null;
    lastTold = null;
    lastSample = null;
    lastWords = null;
    refused = null;
    unclaimed.clear();
  }

  /** Not before something shows that it is this run's. */
  private void tellVersion() {
    if (version != null) {
      observations.accept(new Observation.VersionSeen(clock.instant(), version));
      version = null;
    }
  }
}
