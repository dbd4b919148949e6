package dev.ghostwatch.cli;

import dev.ghostwatch.insight.log.ErrorCatalogue;
import dev.ghostwatch.insight.log.LogAnalyzer;
import dev.ghostwatch.model.log.LogAnalysis;
import dev.ghostwatch.model.log.Problem;
import dev.ghostwatch.model.log.RunAnalysis;
import dev.ghostwatch.source.log.read.LogFile;
import dev.ghostwatch.source.log.read.LogOrder;
import dev.ghostwatch.source.log.read.LogReader;
import dev.ghostwatch.terminal.SafeText;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * The logs named on a command line, read and analysed.
 *
 * @param files names in the order in which they were read
 * @param bytes of the files on disk
 * @param zone of the host that wrote them, as far as was told
 */
record LogInput(List<String> files, long bytes, ZoneId zone, LogAnalyzer analyzer) {
  static final String STANDARD_INPUT = "-";

  static void declare(CommandSpec spec, Declarations declare) {
    declare.value(spec, "ZONE", "--timezone");
    declare.words(spec, "LOG", "1..*");
  }

  /** Reads the logs; a failure says which one could not be read, and why. */
  static LogInput read(ParseResult arguments, boolean withCharts, CliContext context)
      throws CommandFailure, IOException, InterruptedException {
    return read(Options.words(arguments), zone(arguments, context), withCharts, context);
  }

  /** Reads the logs with these names. */
  static LogInput read(List<String> words, ZoneId zone, boolean withCharts, CliContext context)
      throws CommandFailure, IOException, InterruptedException {
    LogAnalyzer analyzer = new LogAnalyzer(zone, withCharts);
    LogReader reader = new LogReader(Runtime.getRuntime().availableProcessors());
    List<String> names = new ArrayList<>();
    long bytes;
    if (words.equals(List.of(STANDARD_INPUT))) {
      if (!reader.read(context.in(), analyzer)) {
        context.say("analyze.cutOff", STANDARD_INPUT);
      }
      names.add(STANDARD_INPUT);
      bytes = reader.bytesRead();
    } else {
      List<LogFile> files = new ArrayList<>();
      for (String word : words) {
        files.add(open(Options.path("LOG", word, context), word, context));
      }
      files = LogOrder.sorted(files);
      files.forEach(file -> names.add(file.path().toString()));
      long size = files.stream().mapToLong(LogFile::size).sum();
      read(files, size, reader, analyzer, context);
      bytes = files.stream().anyMatch(LogInput::isStream) ? reader.bytesRead() : size;
    }
    LogInput input = new LogInput(names, bytes, zone, analyzer);
    input.requireGhostLines(context);
    return input;
  }

  private static boolean isStream(LogFile file) {
    return file.form() == LogFile.Form.STREAM;
  }

  LogAnalysis analysis() {
    return analyzer.analysis();
  }

  private static void read(
      List<LogFile> files, long bytes, LogReader reader, LogAnalyzer analyzer, CliContext context)
      throws CommandFailure, IOException, InterruptedException {
    try (ReadingBar _ = ReadingBar.of(reader::bytesRead, bytes, context)) {
      for (LogFile cut : reader.read(files, analyzer)) {
        context.say("analyze.cutOff", SafeText.line(cut.path().toString()));
      }
    } catch (InternalError | IOException e) {
      throw new CommandFailure(
          ExitCode.FAILED,
          context.text(
              "analyze.unreadable", SafeText.line(files.toString()), FileTrouble.text(e, context)),
          e);
    }
  }

  /** Looks at the beginning of a file; a failure says why it cannot be read. */
  static LogFile open(Path path, String word, CliContext context) throws CommandFailure {
    String shown = SafeText.line(word);
    try {
      return LogFile.of(path);
    } catch (NoSuchFileException e) {
      throw new CommandFailure(ExitCode.FAILED, context.text("analyze.missing", shown), e);
    } catch (AccessDeniedException e) {
      throw new CommandFailure(ExitCode.FAILED, context.text("analyze.denied", shown), e);
    } catch (NotDirectoryException e) {
      throw new CommandFailure(ExitCode.FAILED, context.text("analyze.directory", shown), e);
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.FAILED,
          context.text("analyze.unreadable", shown, FileTrouble.text(e, context)),
          e);
    }
  }

  static ZoneId zone(ParseResult arguments, CliContext context) throws CommandFailure {
    String name = Options.value(arguments, "--timezone");
    if (name == null) {
      return context.zone();
    }
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      throw new CommandFailure(
          ExitCode.USAGE, context.text("analyze.zone", SafeText.line(name)), e);
    }
  }

  void requireGhostLines(CliContext context) throws CommandFailure {
    if (analyzer.isRecognised()) {
      return;
    }
    LogAnalysis analysis = analysis();
    if (hasKnownError(analysis)) {
      return;
    }
    String shown = SafeText.line(String.join(", ", files));
    throw new CommandFailure(
        ExitCode.FAILED,
        analysis.lines() == 0 && bytes == 0
            ? context.text("analyze.empty", shown)
            : context.text("analyze.noGhostLine", shown, String.valueOf(analysis.lines())));
  }

  /** Whether gh-ost ended before its first own line: then an error it is known for is all. */
  static boolean hasKnownError(LogAnalysis analysis) {
    ErrorCatalogue catalogue = ErrorCatalogue.in("en");
    for (RunAnalysis run : analysis.runs().kept()) {
      for (Problem error : run.errors().kept()) {
        if (catalogue.knows(error.message())) {
          return true;
        }
      }
    }
    return false;
  }
}
