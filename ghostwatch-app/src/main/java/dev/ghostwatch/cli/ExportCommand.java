package dev.ghostwatch.cli;

import dev.ghostwatch.client.command.NearestName;
import dev.ghostwatch.document.Documents;
import dev.ghostwatch.document.HistoryDocument;
import dev.ghostwatch.document.Json;
import dev.ghostwatch.document.MigrationDocument;
import dev.ghostwatch.history.HistoryReader;
import dev.ghostwatch.history.PastRun;
import dev.ghostwatch.history.StoreException;
import dev.ghostwatch.history.csv.ClassicCsv;
import dev.ghostwatch.model.UtcTime;
import dev.ghostwatch.model.history.AlertRow;
import dev.ghostwatch.model.history.Column;
import dev.ghostwatch.model.history.CommandRow;
import dev.ghostwatch.model.history.EventRow;
import dev.ghostwatch.model.history.FindingRow;
import dev.ghostwatch.model.history.MigrationRow;
import dev.ghostwatch.model.history.SampleRow;
import dev.ghostwatch.model.history.SettingRow;
import dev.ghostwatch.model.history.Unit;
import dev.ghostwatch.terminal.SafeText;
import dev.ghostwatch.text.Language;
import dev.ghostwatch.text.Texts;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code ghostwatch export}: every sample of one migration, as CSV or JSON. */
final class ExportCommand implements CliCommand {
  @Override
  public void declare(CommandSpec spec, Declarations declare) {
    declare.value(spec, "A,B,...", "--columns");
    declare.flag(spec, "--all-columns");
    StoreOption.declare(spec, declare);
    OutputFormat.declare(spec, declare);
    declare.value(spec, "FORMAT", "--format");
    declare.words(spec, "ID", "1");
  }

  @Override
  public ExitCode run(ParseResult arguments, CliContext context)
      throws CommandFailure, IOException {
    OutputFormat format = format(arguments, context);
    List<Column> columns = columns(arguments, context);
    HistoryReader reader = StoreOption.open(arguments, context);
    try {
      MigrationRow row = RunChoice.only(reader, String.valueOf(Options.word(arguments)), context);
      try (OutputStream out = new BufferedOutputStream(new Unclosed(context.out()), 1 << 16)) {
        if (format == OutputFormat.CSV) {
          csv(reader, row, columns, out, context);
        } else {
          json(reader, row, columns == null ? Column.ALL : columns, out);
        }
      }
    } catch (StoreException e) {
      throw StoreOption.failure(e, context);
    }
    return ExitCode.OK;
  }

  /** CSV unless told otherwise; {@code --format} is what habit says for {@code -o}. */
  private static OutputFormat format(ParseResult arguments, CliContext context)
      throws CommandFailure {
    String habit = Options.value(arguments, "--format");
    if (habit != null && !habit.equals("csv") && !habit.equals("json")) {
      throw new CommandFailure(
          ExitCode.USAGE, context.text("error.format", SafeText.line(habit), "csv, json"));
    }
    if (habit != null) {
      return habit.equals("csv") ? OutputFormat.CSV : OutputFormat.JSON;
    }
    OutputFormat format =
        OutputFormat.of(arguments, EnumSet.of(OutputFormat.CSV, OutputFormat.JSON), context);
    return format == OutputFormat.TABLE ? OutputFormat.CSV : format;
  }

  /** The figures asked for; null for the classic columns. */
  private static @Nullable List<Column> columns(ParseResult arguments, CliContext context)
      throws CommandFailure {
    if (Options.flag(arguments, "--all-columns")) {
      return Column.ALL;
    }
    String names = Options.value(arguments, "--columns");
    if (names == null) {
      return null;
    }
    List<Column> columns = new ArrayList<>();
    for (String name : names.split(",", -1)) {
      Column column = Column.named(name.strip());
      if (column == null) {
        List<String> all = Column.ALL.stream().map(Column::sqlName).toList();
        String near = NearestName.of(name.strip(), all);
        throw new CommandFailure(
            ExitCode.USAGE,
            context.text(
                "history.column",
                SafeText.line(name),
                near == null ? String.join(", ", all) : near));
      }
      if (!columns.contains(column)) {
        columns.add(column);
      }
    }
    return columns;
  }

  private static void csv(
      HistoryReader reader,
      MigrationRow row,
      @Nullable List<Column> columns,
      OutputStream stream,
      CliContext context)
      throws StoreException {
    PrintStream out = new PrintStream(stream, false, StandardCharsets.UTF_8);
    if (columns == null) {
      out.print(ClassicCsv.HEADER + "\n");
      reader.samples(
          row.id(),
          null,
          null,
          ClassicCsv.COLUMNS,
          sample -> out.print(ClassicCsv.line(sample, context.zone()) + "\n"));
    } else {
      out.print(
          "time," + columns.stream().map(Column::sqlName).collect(Collectors.joining(",")) + "\n");
      reader.samples(row.id(), null, null, columns, sample -> out.print(line(sample, columns)));
    }
    out.flush();
  }

  private static String line(SampleRow sample, List<Column> columns) {
    StringBuilder line = new StringBuilder(UtcTime.rfc3339(sample.at()));
    for (Column column : columns) {
      line.append(',');
      if (column.unit() == Unit.CODE) {
        String word = HistoryDocument.code(sample, column);
        line.append(word == null ? "" : word);
      } else {
        line.append(ClassicCsv.figure(sample, column));
      }
    }
    return line.append('\n').toString();
  }

  private static void json(
      HistoryReader reader, MigrationRow row, List<Column> columns, OutputStream out)
      throws IOException {
    MigrationDocument document = new MigrationDocument(() -> Texts.of(Language.EN));
    PastRun run = reader.run(row.id());
    List<EventRow> events = reader.events(row.id());
    List<SettingRow> settings = reader.settings(row.id());
    List<FindingRow> findings = reader.findings(row.id());
    List<CommandRow> commands = reader.commands(row.id());
    List<AlertRow> alerts = reader.alerts(row.id());
    Documents.object(
        out,
        Documents.Format.JSON,
        json -> {
          HistoryDocument.run(json, row, run == null ? null : run.last());
          json.array(
              "events", events, event -> json.object(() -> HistoryDocument.event(json, event)));
          json.array(
              "settingsChanges",
              settings,
              change -> json.object(() -> HistoryDocument.setting(json, change)));
          json.array(
              "findings",
              findings,
              it -> json.object(() -> HistoryDocument.finding(json, it, document)));
          json.array(
              "commands", commands, it -> json.object(() -> HistoryDocument.command(json, it)));
          json.array("alerts", alerts, it -> json.object(() -> HistoryDocument.alert(json, it)));
          samples(json, reader, row, columns);
        });
  }

  private static void samples(
      Json json, HistoryReader reader, MigrationRow row, List<Column> columns) {
    json.arrayOf(
        "samples",
        () -> {
          try {
            reader.samples(
                row.id(),
                null,
                null,
                new TreeSet<>(columns),
                sample -> json.object(() -> HistoryDocument.sample(json, sample, columns)));
          } catch (StoreException e) {
            throw new UncheckedIOException(e);
          }
        });
  }
}
