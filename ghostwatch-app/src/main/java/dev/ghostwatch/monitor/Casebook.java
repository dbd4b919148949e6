package dev.ghostwatch.monitor;

import dev.ghostwatch.client.socket.ControlException;
import dev.ghostwatch.client.status.Hints;
import dev.ghostwatch.client.status.Settings;
import dev.ghostwatch.insight.diagnosis.CaseFile;
import dev.ghostwatch.insight.diagnosis.Diary;
import dev.ghostwatch.insight.diagnosis.LogLine;
import dev.ghostwatch.insight.diagnosis.Rules;
import dev.ghostwatch.model.FigureSource;
import dev.ghostwatch.model.Finding;
import dev.ghostwatch.model.Lifecycle;
import dev.ghostwatch.model.MigrationEvent;
import dev.ghostwatch.model.Observation;
import dev.ghostwatch.model.Outcome;
import dev.ghostwatch.model.Phrase;
import dev.ghostwatch.model.Sample;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.model.history.FindingRow;
import dev.ghostwatch.source.log.FollowedOutput;
import dev.ghostwatch.source.log.LastWords;
import dev.ghostwatch.source.log.LiveLog;
import dev.ghostwatch.source.log.LogMessage;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Plays a run that was written down - its log, a recording - through the monitor and asks the
 * diagnosis at each sample, by the run's own time. Of several runs in a log the last one counts.
 */
public final class Casebook {
  private static final long QUARTER = 15 * 60;
  private static final long START_KNOWN_TO = 3;

  private final LiveLog log;
  private final LineEvents lines = new LineEvents();
  private final StateChanges changes = new StateChanges();
  private final UnaryOperator<CaseFile> more;
  private MigrationMonitor monitor = new MigrationMonitor(null);
  private Diary diary = new Diary();
  private List<Finding> findings = List.of();
  private @Nullable Instant newest;
  private @Nullable Instant startedAt;
  private @Nullable String version;

  /**
   * @param zone of the dates in the log, which name none
   * @param now nothing was written later
   * @param runsSince runs that began earlier are others that wrote to the same log; null when that
   *     is not known
   * @param more adds to a case what is known beside the log
   */
  public Casebook(
      ZoneId zone, Instant now, @Nullable Instant runsSince, UnaryOperator<CaseFile> more) {
    this.more = more;
    this.log =
        new LiveLog(
            () -> now, zone, new FollowedOutput(runsSince, null), this::observed, this::logged);
  }

  /** Takes in the next line of the log. */
  public void line(String line) {
    log.take(line);
  }

  /** Takes in what another source saw, in the order of time. */
  public void observed(Observation observation) {
    if (observation instanceof Observation.VersionSeen seen) {
      // Read from the log's first line, and told with no time of the run.
      version = seen.version();
      return;
    }
    if (observation instanceof Observation.StatusSeen seen && seen.reply().hints() != null) {
      another(seen.reply().hints());
    }
    if (version != null) {
      monitor.take(new Observation.VersionSeen(observation.at(), version));
      version = null;
    }
    long before = monitor.samplesTaken();
    monitor.take(observation);
    moved(observation.at());
    if (monitor.samplesTaken() > before) {
      Sample sample = monitor.newestSample();
      if (sample != null) {
        changes
            .after(sample.line(), sample.observedAt(), FigureSource.LOG)
            .forEach(monitor::happened);
      }
      ask();
    }
  }

  /** A block of hints of another start is another run's: what was before is over. */
  private void another(Hints hints) {
    Instant start = hints.startedAt() == null ? null : hints.startedAt().toInstant();
    if (start == null) {
      return;
    }
    if (startedAt != null && !start.equals(startedAt)) {
      begin();
    }
    startedAt = start;
  }

  /**
   * Lines are told once a block of hints has shown whose they are; a date in a zone that nobody
   * named is off by whole quarters of an hour.
   */
  private boolean isOfThisRun(Instant at) {
    if (startedAt == null) {
      return false;
    }
    long apart = Math.floorMod(at.getEpochSecond() - startedAt.getEpochSecond(), QUARTER);
    return apart <= START_KNOWN_TO || apart >= QUARTER - START_KNOWN_TO;
  }

  private void begin() {
    monitor = new MigrationMonitor(null);
    diary = new Diary();
    findings = List.of();
    newest = null;
    startedAt = null;
  }

  private void moved(Instant at) {
    newest = newest == null || at.isAfter(newest) ? at : newest;
  }

  private void logged(Instant at, LogMessage message) {
    if (message.text().startsWith("starting gh-ost ") && !isOfThisRun(at)) {
      begin();
    }
    moved(at);
    monitor.logged(new LogLine(at, message.level(), message.text()));
    for (MigrationEvent event : lines.after(at, message)) {
      monitor.happened(event);
    }
  }

  private void ask() {
    Instant at = newest;
    if (at != null) {
      findings = Rules.diagnose(more.apply(monitor.caseFile(at)));
      diary.take(findings, at);
    }
  }

  /** What was found up to now. */
  public List<Finding> findings() {
    return findings;
  }

  /** The picture with what was found. */
  public Snapshot snapshot() {
    return monitor.snapshot().withFindings(findings);
  }

  /** When the newest line or sample was true; null when nothing is known. */
  public @Nullable Instant newest() {
    return newest;
  }

  /** Ends the run as its log says; a log without a last word ends nothing. */
  public void endByLog() {
    log.caughtUp();
    LastWords words = log.lastWords();
    if (words != null) {
      end(EndOfRun.judge(monitor.snapshot(), words, ControlException.Kind.NO_SOCKET, false));
    }
  }

  /** The case as it stands at the end. */
  public CaseFile close(Instant now) {
    CaseFile file = more.apply(monitor.caseFile(now));
    findings = Rules.diagnose(file);
    diary.close(findings, now);
    return file;
  }

  /** Takes in a sample that somebody else asked for. */
  public void sample(Sample sample, @Nullable Settings settings) {
    monitor.also(sample, settings);
    moved(sample.observedAt());
    ask();
  }

  /** Ends what the log says nothing of, by what else is known. */
  public void end(Outcome outcome) {
    Instant at = newest;
    if (at != null) {
      monitor.take(new Observation.Ended(at, outcome));
    }
  }

  /** Ends a run whose log stops without a word. */
  public void endSilently() {
    end(new Outcome(Lifecycle.VANISHED, Phrase.of("outcome.vanished.silentLog"), ""));
  }

  /** How the log ends; null while it says nothing of an end. */
  public @Nullable LastWords lastWords() {
    return log.lastWords();
  }

  /** What was found and was over before the end. */
  public List<FindingRow> earlier() {
    return diary.ended();
  }

  /** Since when there is a finding of this rule; null when there is none. */
  public @Nullable Instant since(String rule) {
    return diary.since(rule);
  }
}
