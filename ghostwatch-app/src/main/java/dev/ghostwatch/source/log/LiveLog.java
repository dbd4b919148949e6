package dev.ghostwatch.source.log;

import dev.ghostwatch.client.status.StatusLine;
import dev.ghostwatch.client.status.StatusReply;
import dev.ghostwatch.model.FigureSource;
import dev.ghostwatch.model.Observation;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
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
  private static final String VERSION_MARK = "starting gh-ost ";

  /** A line whose total time tells a moment this far from now was not written just now. */
  private static final Duration BACKLOG = Duration.ofSeconds(3);

  private final InstantSource clock;
  private final ZoneId zone;
  private final Consumer<Observation> observations;
  private final LogEvents events;
  private final StringBuilder block = new StringBuilder();
  private @Nullable Instant runStartedAt;
  private @Nullable String lastSample;
  private volatile @Nullable LastWords lastWords;

  /**
   * @param zone of the dates in the log, which name none
   * @param observations told what the log shows of the migration, on the follower's thread
   * @param events told of lines that matter and are no samples
   */
  public LiveLog(
      InstantSource clock, ZoneId zone, Consumer<Observation> observations, LogEvents events) {
    this.clock = clock;
    this.zone = zone;
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
  }

  private void hint(String line) {
    if (line.equals("# Done")) {
      lastWords = new LastWords(true, null);
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
    if (reply.hints() != null) {
      if (reply.hints().startedAt() != null) {
        runStartedAt = reply.hints().startedAt().toInstant();
      }
      observations.accept(new Observation.StatusSeen(clock.instant(), FigureSource.LOG, reply));
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
    observations.accept(
        new Observation.StatusSeen(time(sample), FigureSource.LOG, StatusReply.parse(line)));
  }

  private Instant time(StatusLine sample) {
    Instant now = clock.instant();
    Duration elapsed = sample.elapsed();
    if (runStartedAt == null || elapsed == null) {
      return now;
    }
    return told(runStartedAt.plus(elapsed), now);
  }

  private Instant time(LogMessage message) {
    Instant now = clock.instant();
    return message.date() == null ? now : told(message.date().atZone(zone).toInstant(), now);
  }

  /** A line of a backlog is dated by what it tells, one just written by the clock. */
  private static Instant told(Instant told, Instant now) {
    return Duration.between(told, now).compareTo(BACKLOG) > 0 ? told : now;
  }

  private void other(String line) {
    LogMessage message = LogMessage.of(line);
    if (message == null) {
      return;
    }
    int version = message.text().indexOf(VERSION_MARK);
    if (version == 0) {
      newRun(message.text().substring(VERSION_MARK.length()));
    }
    if (message.endsRun()) {
      lastWords =
          message.isFatal() ? new LastWords(false, message.text()) : new LastWords(true, null);
    }
    events.seen(time(message), message);
  }

  private void newRun(String text) {
    int end = text.indexOf(' ');
    String version = end < 0 ? text : text.substring(0, end);
    runStartedAt = null;
    lastSample = null;
    lastWords = null;
    if (!version.isEmpty()) {
      observations.accept(new Observation.VersionSeen(clock.instant(), version));
    }
  }
}
