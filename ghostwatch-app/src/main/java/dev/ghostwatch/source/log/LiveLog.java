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

  private static final String SETTINGS_LINE = "# chunk-size: ";
  private static final String LAST_LINE = "# Serving on ";

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
  private int samplesInBlock;
  private boolean blocksEnd;
  private @Nullable Instant runStartedAt;
  private @Nullable Instant lastTold;
  private @Nullable String version;
  private @Nullable String lastSample;
  private final List<Unclaimed> unclaimed = new ArrayList<>();
  private @Nullable Runnable refused;
  private boolean live;
  private volatile @Nullable LastWords lastWords;

  /** A line of a backlog that may be an earlier run's. */
  private record Unclaimed(Instant at, LogMessage message) {}

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
    StatusLine sample = line.contains("Copy: ") ? StatusLine.parse(line) : null;
    if (sample == null) {
      // Another thread of gh-ost may print its line in the middle of a block.
      other(line);
      return;
    }
    if (!isCut() || samplesInBlock > 0) {
      endBlock();
    } else {
      samplesInBlock++;
    }
    sample(line, sample);
  }

  /** Tells that everything written so far has been taken in. */
  public void caughtUp() {
    if (!run.isKnown()) {
      // Status lines may go to another file. Then the dates are all there is to go by.
      unclaimed.removeIf(line -> run.isBefore(date(line.message)));
      claim();
    }
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

  /** Whether a block has begun that is not whole yet: it ends as those before did. */
  private boolean isCut() {
    return !block.isEmpty()
        && (block.indexOf(SETTINGS_LINE) < 0 || (blocksEnd && block.indexOf(LAST_LINE) < 0));
  }

  private void endBlock() {
    String text = block.toString();
    block.setLength(0);
    samplesInBlock = 0;
    Hints hints = text.contains(SETTINGS_LINE) ? StatusReply.parse(text).hints() : null;
    if (hints == null) {
      // Less than that is a piece of a block: what it does not show is not gone.
      return;
    }
    StatusReply reply = new StatusReply(text, hints, null, List.of());
    blocksEnd = blocksEnd || text.contains(LAST_LINE);
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
    tellVersion();
    claim();
    Instant told = lastTold == null ? runStartedAt : lastTold;
    observations.accept(
        new Observation.StatusSeen(
            live || told == null ? clock.instant() : told, FigureSource.LOG, reply));
  }

  /** What was said before the run showed itself is this run's: only now that is sure. */
  private void claim() {
    unclaimed.forEach(line -> events.seen(line.at, line.message));
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
      tellVersion();
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
    return told(date(message));
  }

  private @Nullable Instant date(LogMessage message) {
    return message.date() == null ? null : message.date().atZone(zone).toInstant();
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
      endBlock();
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
      unclaimed.add(new Unclaimed(at, message));
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
