package dev.ghostwatch.app;

import dev.ghostwatch.client.socket.ControlException;
import dev.ghostwatch.client.value.MigrationState;
import dev.ghostwatch.client.value.ThrottleReason;
import dev.ghostwatch.history.HistoryWriter;
import dev.ghostwatch.insight.diagnosis.CaseFile;
import dev.ghostwatch.insight.diagnosis.Diagnosis;
import dev.ghostwatch.insight.diagnosis.Diary;
import dev.ghostwatch.insight.diagnosis.FlagFileFacts;
import dev.ghostwatch.insight.diagnosis.Rules;
import dev.ghostwatch.model.EndpointFacts;
import dev.ghostwatch.model.Finding;
import dev.ghostwatch.model.MigrationId;
import dev.ghostwatch.model.Phrase;
import dev.ghostwatch.model.Severity;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.model.history.FindingRow;
import dev.ghostwatch.model.layers.ServersAndHost;
import dev.ghostwatch.monitor.FlagFilesHere;
import dev.ghostwatch.monitor.TrackedRun;
import dev.ghostwatch.text.Language;
import dev.ghostwatch.text.Lazy;
import dev.ghostwatch.text.Texts;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the diagnosis about all runs that the agent follows, each every few seconds, and remembers
 * what it found. On a thread of its own: sources are never held up.
 */
final class Diagnoses implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("dev.ghostwatch.diagnosis");
  private static final Duration LOOK = Duration.ofSeconds(5);

  private static final Duration LONGEST = Duration.ofMinutes(1);

  /** What is known of one run; its fields are used under its own lock. */
  private static final class Entry {
    final Diary diary = new Diary();
    volatile List<Finding> findings = List.of();
    @Nullable Diagnosis diagnosis;
    boolean over;
  }

  private final Supplier<? extends Collection<TrackedRun>> runs;
  private final Supplier<ServersAndHost> around;
  private final RecentCommands commands;
  private final @Nullable HistoryWriter history;
  private final InstantSource clock;
  private final Map<TrackedRun, Entry> entries = new ConcurrentHashMap<>();
  private final Supplier<Texts> english = new Lazy<>(() -> Texts.of(Language.EN));
  private final Thread thread;

  /**
   * @param history where findings are written; null for nowhere
   */
  Diagnoses(
      Supplier<? extends Collection<TrackedRun>> runs,
      Supplier<ServersAndHost> around,
      RecentCommands commands,
      @Nullable HistoryWriter history,
      InstantSource clock) {
    this.runs = runs;
    this.around = around;
    this.commands = commands;
    this.history = history;
    this.clock = clock;
    this.thread = Thread.ofVirtual().name("diagnosis").unstarted(this::lookAgainAndAgain);
  }

  void start() {
    thread.start();
  }

  private void lookAgainAndAgain() {
    try {
      Duration pause = LOOK;
      while (true) {
        Thread.sleep(pause);
        long begun = System.nanoTime();
        try {
          look();
        } catch (RuntimeException e) {
          // One look that fails must not end the looking.
          LOG.error("event=bug text=\"the diagnosis failed; it is tried again\"", e);
        }
        pause = Rest.after(System.nanoTime() - begun, LOOK, LONGEST);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Looks at every run once. */
  void look() {
    Collection<TrackedRun> present = runs.get();
    entries.keySet().retainAll(new HashSet<>(present));
    List<Snapshot> going = going(present);
    for (TrackedRun run : present) {
      look(run, going);
    }
  }

  private Entry look(TrackedRun run, List<Snapshot> going) {
    Entry entry = entries.computeIfAbsent(run, _ -> new Entry());
    synchronized (entry) {
      if (!entry.over) {
        Instant now = clock.instant();
        Instant ended = run.endedAt();
        ServersAndHost seen = around.get();
        Snapshot snapshot = run.snapshot();
        List<FlagFileFacts> flags = flags(snapshot);
        EndpointFacts endpoint = endpoint(run);
        entry.diagnosis =
            run.diagnose(
                ended == null ? now : ended,
                file ->
                    ask(
                        file.around(seen)
                            .commands(commands.of(snapshot))
                            .flagFiles(flags)
                            .neighbours(going)
                            .endpoint(endpoint),
                        entry,
                        snapshot.id()));
        entry.over = ended != null;
      }
    }
    return entry;
  }

  private Diagnosis ask(CaseFile file, Entry entry, @Nullable MigrationId id) {
    List<Finding> findings = Rules.diagnose(file);
    List<FindingRow> news =
        file.outcome() == null
            ? entry.diary.take(findings, file.now())
            : entry.diary.close(findings, file.now());
    entry.findings = findings;
    for (FindingRow row : news) {
      tell(row, id);
    }
    return Diagnosis.of(file, findings, entry.diary::since, entry.diary.ended());
  }

  private void tell(FindingRow row, @Nullable MigrationId id) {
    Phrase title = row.finding().title();
    if (history != null && id != null) {
      history.finding(id.text(), row);
    }
    if (row.to() == null && row.finding().severity() != Severity.INFO) {
      LOG.warn(
          "event=finding migration={} rule={} severity={} text=\"{}\"",
          id == null ? "?" : id.text(),
          row.finding().rule(),
          row.finding().severity().jsonName(),
          english.get().get(title.key(), title.arguments().toArray(String[]::new)));
    } else if (row.to() != null) {
      LOG.info(
          "event=finding-over migration={} rule={}",
          id == null ? "?" : id.text(),
          row.finding().rule());
    }
  }

  /** Only then does anybody want to know them. */
  private static List<FlagFileFacts> flags(Snapshot snapshot) {
    boolean wanted =
        snapshot.process() != null
            && snapshot.line() != null
            && (snapshot.line().throttle() instanceof ThrottleReason.FlagFile
                || snapshot.line().state() == MigrationState.POSTPONING_CUT_OVER);
    return wanted ? FlagFilesHere.of(snapshot.settings()) : List.of();
  }

  /** Once for all runs of a look: of ten thousand each would else list all others. */
  private static List<Snapshot> going(Collection<TrackedRun> present) {
    // A list that admits no null, so that each case keeps this one and not a copy of its own.
    return present.stream()
        .filter(run -> run.endedAt() == null)
        .map(TrackedRun::snapshot)
        .collect(Collectors.toUnmodifiableList());
  }

  private static @Nullable EndpointFacts endpoint(TrackedRun run) {
    ControlException trouble = run.trouble();
    return run.endpoint() == null || run.endedAt() != null
        ? null
        : new EndpointFacts(
            run.endpoint(),
            trouble == null ? null : trouble.kind(),
            trouble == null ? "" : trouble.happened(),
            trouble == null ? List.of() : trouble.facts());
  }

  /** What was found of a run at the last look; never asks. */
  List<Finding> findings(TrackedRun run) {
    Entry entry = entries.get(run);
    return entry == null ? List.of() : entry.findings;
  }

  /** All that is to be said of a run now; null when it is not followed. */
  @Nullable Diagnosis diagnosis(Snapshot wanted) {
    Collection<TrackedRun> present = runs.get();
    for (TrackedRun run : present) {
      Snapshot snapshot = run.snapshot();
      boolean same =
          wanted.id() == null
              ? snapshot.table() != null && snapshot.table().equals(wanted.table())
              : wanted.id().equals(snapshot.id());
      if (same) {
        Entry entry = look(run, going(present));
        synchronized (entry) {
          return entry.diagnosis;
        }
      }
    }
    return null;
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
