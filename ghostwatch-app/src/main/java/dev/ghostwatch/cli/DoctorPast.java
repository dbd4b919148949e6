package dev.ghostwatch.cli;

import dev.ghostwatch.history.HistoryReader;
import dev.ghostwatch.history.StoreException;
import dev.ghostwatch.insight.diagnosis.CaseFile;
import dev.ghostwatch.insight.diagnosis.Diagnosis;
import dev.ghostwatch.insight.diagnosis.Rules;
import dev.ghostwatch.model.Finding;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.model.history.Column;
import dev.ghostwatch.model.history.FindingRow;
import dev.ghostwatch.model.history.MigrationRow;
import dev.ghostwatch.monitor.Casebook;
import dev.ghostwatch.monitor.PastCase;
import dev.ghostwatch.monitor.RecordedCase;
import dev.ghostwatch.source.recording.RecordingReader;
import dev.ghostwatch.terminal.SafeText;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParseResult;

/** Runs that were written down: a log, a recording, the history. */
final class DoctorPast {
  /** A gh-ost that runs prints a line every half minute. */
  private static final Duration SILENT = Duration.ofMinutes(5);

  private final ParseResult arguments;
  private final CliContext context;
  private final UnaryOperator<CaseFile> more;

  DoctorPast(ParseResult arguments, CliContext context, Duration frozen) {
    this.arguments = arguments;
    this.context = context;
    this.more = file -> file.frozen(frozen);
  }

  /** The run that a log tells of, the last one of several. */
  DoctorCase log(String word) throws CommandFailure, IOException {
    Path path = Options.path("--log", word, context);
    ZoneId zone = LogInput.zone(arguments, context);
    Instant now = context.clock().instant();
    Casebook book = new Casebook(zone, now, null, more);
    LogInput.open(path, word, context);
    try (BufferedReader lines = Files.newBufferedReader(path, StandardCharsets.ISO_8859_1)) {
      String line;
      while ((line = lines.readLine()) != null) {
        book.line(line);
      }
    }
    book.endByLog();
    Instant newest = book.newest();
    if (newest == null) {
      throw new CommandFailure(
          ExitCode.FAILED, context.text("analyze.noGhostLine", SafeText.line(word), "?"));
    }
    boolean silent = Duration.between(newest, now).compareTo(SILENT) > 0;
    if (silent && book.lastWords() == null) {
      book.endSilently();
    }
    // What is older than the log itself is no time of the run.
    CaseFile end = book.close(silent ? newest : now);
    return of(word, book, end);
  }

  /** Whether a word names a recording rather than a migration. */
  static boolean isRecording(String word, CliContext context) throws CommandFailure {
    if (!word.contains("/") && !word.endsWith(".jsonl") && !word.equals(".")) {
      return false;
    }
    Path path = Options.path("MIGRATION", word, context);
    return Files.isRegularFile(path)
        ? word.endsWith(".jsonl")
        : Files.exists(path.resolve("socket.jsonl")) || Files.exists(path.resolve("log.txt"));
  }

  /** A recorded run to its end. */
  DoctorCase recording(String word) throws CommandFailure, IOException {
    Path given = Options.path("MIGRATION", word, context);
    Path socket = Files.isDirectory(given) ? given.resolve("socket.jsonl") : given;
    Path log = Files.isDirectory(given) ? given.resolve("log.txt") : null;
    RecordedCase played;
    try (RecordingReader reader = Files.exists(socket) ? RecordingReader.open(socket) : null) {
      played = RecordedCase.play(reader, log != null && Files.exists(log) ? log : null, more);
    }
    if (played.book().newest() == null) {
      throw new CommandFailure(
          ExitCode.FAILED, context.text("replay.nothing", SafeText.line(socket.toString())));
    }
    return of(word, played.book(), played.end());
  }

  private static DoctorCase of(String word, Casebook book, CaseFile end) {
    Snapshot snapshot = end.snapshot();
    return new DoctorCase(
        snapshot.table() == null ? word : snapshot.table().toString(),
        Diagnosis.of(end, book.findings(), book::since, book.earlier()));
  }

  /** A run of the history by its id or name, the latest of several; null when there is none. */
  @Nullable DoctorCase history(String name) throws CommandFailure {
    HistoryReader reader = StoreOption.open(arguments, context);
    try {
      List<MigrationRow> named = reader.named(name, 1);
      return named.isEmpty() ? null : history(reader, named.getFirst());
    } catch (StoreException e) {
      throw StoreOption.failure(e, context);
    }
  }

  private DoctorCase history(HistoryReader reader, MigrationRow run) throws StoreException {
    PastCase past = new PastCase(run);
    reader.events(run.id()).forEach(past::take);
    reader.samples(run.id(), null, null, EnumSet.allOf(Column.class), past::take);
    CaseFile file = more.apply(past.caseFile()).commands(reader.commands(run.id()));
    List<Finding> findings = Rules.diagnose(file);
    List<FindingRow> earlier = new ArrayList<>();
    for (FindingRow row : reader.findings(run.id())) {
      boolean isNow =
          findings.stream().anyMatch(finding -> finding.rule().equals(row.finding().rule()));
      if (!isNow) {
        earlier.add(row);
      }
    }
    return new DoctorCase(run.id(), Diagnosis.of(file, findings, _ -> null, earlier));
  }
}
