package dev.ghostwatch.cli;

import dev.ghostwatch.client.socket.ControlException;
import dev.ghostwatch.client.socket.GhostClient;
import dev.ghostwatch.control.AuditEntry;
import dev.ghostwatch.control.AuditFile;
import dev.ghostwatch.control.AuditReader;
import dev.ghostwatch.document.JsonTree.BadJsonException;
import dev.ghostwatch.insight.diagnosis.CaseFile;
import dev.ghostwatch.insight.diagnosis.Diagnosis;
import dev.ghostwatch.insight.diagnosis.Rules;
import dev.ghostwatch.model.Finding;
import dev.ghostwatch.model.ProcessFacts;
import dev.ghostwatch.model.Sample;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.model.history.CommandRow;
import dev.ghostwatch.model.history.FindingRow;
import dev.ghostwatch.monitor.Casebook;
import dev.ghostwatch.monitor.DiagnosisJson;
import dev.ghostwatch.monitor.FlagFilesHere;
import dev.ghostwatch.monitor.RunningMigration;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParseResult;

/**
 * A run of this host, with all that can be known without asking gh-ost much: an agent that follows
 * it, else the log it writes.
 */
final class DoctorLive {
  /** Of a longer log its end is read. */
  private static final long TAIL = 16L << 20;

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

  private final CliContext context;
  private final AgentLayers agent;
  private final Duration frozen;
  private final Duration watched;

  /**
   * @param frozen what is unchanged for so long counts as frozen
   * @param watched for so long samples are taken first; zero for none
   */
  DoctorLive(ParseResult arguments, CliContext context, Duration frozen, Duration watched) {
    this.context = context;
    this.agent = new AgentLayers(arguments, context);
    this.frozen = frozen;
    this.watched = watched;
  }

  DoctorCase diagnose(RunningMigration migration, List<RunningMigration> all)
      throws CommandFailure, InterruptedException {
    Diagnosis known = watched.isZero() ? byAgent(migration) : null;
    Diagnosis own = own(migration, all);
    return new DoctorCase(migration.name(), known == null ? own : joined(known, own));
  }

  private @Nullable Diagnosis byAgent(RunningMigration migration) throws CommandFailure {
    String told = agent.diagnosis(migration.name());
    if (told == null) {
      return null;
    }
    try {
      return DiagnosisJson.read(told);
    } catch (BadJsonException e) {
      // An agent of another release: what can be seen without it is told.
      return null;
    }
  }

  /** The agent has watched for longer; the socket is looked at by who asks. */
  private static Diagnosis joined(Diagnosis known, Diagnosis own) {
    Set<String> rules = new HashSet<>();
    known.findings().forEach(row -> rules.add(row.finding().rule()));
    List<FindingRow> rows = new ArrayList<>(known.findings());
    for (FindingRow row : own.findings()) {
      if (isOfSocket(row.finding().rule()) && rules.add(row.finding().rule())) {
        rows.add(row);
      }
    }
    rows.sort(Comparator.comparing((FindingRow row) -> row.finding().severity()).reversed());
    return new Diagnosis(rows, known.earlier(), known.time(), known.wins(), known.unchecked());
  }

  private static boolean isOfSocket(String rule) {
    return switch (rule) {
      case "D34", "D35", "D36", "D37" -> true;
      default -> false;
    };
  }

  private Diagnosis own(RunningMigration migration, List<RunningMigration> all)
      throws InterruptedException {
    Snapshot picture = migration.snapshot();
    ProcessFacts process = migration.process();
    Casebook book =
        new Casebook(
            context.zone(),
            context.clock().instant(),
            process == null || process.startedAt() == null
                ? null
                : process.startedAt().minusSeconds(5),
            file -> file.frozen(frozen));
    if (process != null && process.logFile() != null) {
      read(process.logFile(), book);
    }
    take(book, picture);
    watch(migration, book);
    picture = migration.snapshot();
    List<Snapshot> others =
        all.stream()
            .filter(other -> other != migration && !other.isLeftover())
            .map(RunningMigration::snapshot)
            .toList();
    Instant now = context.clock().instant();
    CaseFile file =
        book.close(now)
            .snapshot(picture)
            .outcome(migration.monitor().outcome())
            .endpoint(migration.endpointFacts())
            .neighbours(others)
            .flagFiles(process == null ? List.of() : FlagFilesHere.of(picture.settings()))
            .commands(commands(picture));
    List<Finding> findings = Rules.diagnose(file);
    return Diagnosis.of(file, findings, book::since, book.earlier());
  }

  private static void take(Casebook book, Snapshot picture) {
    if (picture.line() != null && picture.observedAt() != null) {
      book.sample(new Sample(picture.observedAt(), picture.line()), picture.settings());
    }
  }

  private void watch(RunningMigration migration, Casebook book) throws InterruptedException {
    GhostClient client = migration.client();
    Instant end = context.clock().instant().plus(watched);
    while (client != null && context.clock().instant().isBefore(end)) {
      context.waiter().waitFor(BETWEEN_LOOKS);
      try {
        take(book, migration.observe(client.sup()));
      } catch (ControlException e) {
        // It ended or hangs meanwhile: what was seen until now is what there is.
        return;
      }
    }
  }

  private static void read(Path log, Casebook book) {
    try (FileChannel channel = FileChannel.open(log, StandardOpenOption.READ)) {
      channel.position(Math.max(0, channel.size() - TAIL));
      InputStream in = Channels.newInputStream(channel);
      new String(in.readNBytes((int) TAIL), StandardCharsets.ISO_8859_1)
          .lines()
          .forEach(book::line);
    } catch (IOException e) {
      // Another user's file: then the socket alone tells, and what needs the log is named.
      return;
    }
  }

  private List<CommandRow> commands(Snapshot picture) {
    Path file = AuditFile.of(context.environment()).path();
    List<CommandRow> rows = new ArrayList<>();
    try {
      if (Files.exists(file)) {
        new AuditReader(file, _ -> {})
            .read(entry -> {
              if (isOf(entry, picture)) {
                rows.add(
                    new CommandRow(
                        entry.at(),
                        entry.user(),
                        entry.endpoint(),
                        entry.command(),
                        entry.before(),
                        entry.after(),
                        entry.answer(),
                        entry.sent()));
              }
            });
      }
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      context.say("doctor.auditUnreadable", file.toString(), FileTrouble.text(e, context));
    }
    return rows;
  }

  private static boolean isOf(AuditEntry entry, Snapshot picture) {
    String id = picture.id() == null ? null : picture.id().text();
    boolean after = picture.startedAt() == null || !entry.at().isBefore(picture.startedAt());
    return entry.migration().equals(id)
        || (after
            && picture.table() != null
            && entry.migration().equals(picture.table().toString()));
  }
}
