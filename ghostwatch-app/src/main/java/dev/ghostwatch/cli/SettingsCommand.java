package dev.ghostwatch.cli;

import dev.ghostwatch.client.command.Capabilities;
import dev.ghostwatch.client.command.Setting;
import dev.ghostwatch.client.status.Settings;
import dev.ghostwatch.control.SettingText;
import dev.ghostwatch.document.Documents;
import dev.ghostwatch.model.ProcessFacts;
import dev.ghostwatch.terminal.Style;
import dev.ghostwatch.terminal.Table;
import dev.ghostwatch.text.Language;
import dev.ghostwatch.text.Texts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code ghostwatch settings}: each setting with its value, default, meaning and advice. */
final class SettingsCommand implements CliCommand {
  @Override
  public void declare(CommandSpec spec, Declarations declare) {
    MigrationSelector.declare(spec, declare);
    ConfigInput.declare(spec, declare);
    OutputFormat.declare(spec, declare);
    declare.words(spec, "MIGRATION", "0..1");
  }

  @Override
  public ExitCode run(ParseResult arguments, CliContext context)
      throws CommandFailure, IOException, InterruptedException {
    OutputFormat format = OutputFormat.of(arguments, EnumSet.allOf(OutputFormat.class), context);
    Target target =
        Target.toRead(
            new MigrationSelector(arguments, context).reachable(Options.word(arguments)), context);
    Capabilities capabilities = target.capabilities();
    // Programs read everything but the table: the words are the same in every language.
    CliContext speaking =
        format == OutputFormat.TABLE ? context : context.with(() -> Texts.of(Language.EN));
    List<SettingRow> rows = new ArrayList<>();
    for (Setting setting : Setting.values()) {
      rows.add(SettingRow.of(setting, value(target, setting), capabilities, speaking));
    }
    Documents.Format document = format.document();
    if (document != null) {
      Documents.array(context.out(), document, rows, (json, row) -> row.write(json));
    } else if (format == OutputFormat.CSV) {
      Csv.print(
          context.out(),
          List.of("name", "value", "default", "meaning", "advice"),
          rows.stream().map(SettingRow::cells).toList());
    } else {
      print(context, target, rows, LagProfiles.of(arguments, context));
    }
    return ExitCode.OK;
  }

  /** What the status shows, and what only a question tells where this gh-ost understands it. */
  private static @Nullable String value(Target target, Setting setting) throws CommandFailure {
    String shown = SettingText.of(setting, target.settings());
    return shown == null ? target.ask(setting) : shown;
  }

  private static void print(
      CliContext context, Target target, List<SettingRow> rows, LagProfiles profiles) {
    Table table =
        new Table(
            context.text("settings.name"),
            context.text("settings.value"),
            context.text("settings.default"),
            context.text("settings.meaning"));
    for (SettingRow row : rows) {
      table.row(row.name(), row.shownValue(context), row.shownDefault(), row.meaning());
    }
    Listing.lines(context, table.lines());
    context.out().println();
    for (SettingRow row : rows) {
      context.out().println(context.styled(Style.DIM, row.name() + ": ") + row.advice());
    }
    context.out().println();
    context
        .out()
        .println(
            Labels.line(context, "layers.label.limit", profiles.holdingOrAll(target.snapshot())));
    List<String> files = new ArrayList<>();
    Settings settings = target.settings();
    new FlagFileView(context).add(files, settings);
    if (!files.isEmpty()) {
      context.out().println();
      files.forEach(context.out()::println);
    }
    ProcessFacts process = target.snapshot().process();
    if (process != null) {
      context.out().println();
      context.out().println(Labels.command(context, process));
    }
  }
}
