package dev.ghostwatch.cli;

import dev.ghostwatch.document.Json;
import dev.ghostwatch.terminal.Table;
import dev.ghostwatch.text.Figures;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code ghostwatch silence list}: silences and maintenance windows. */
final class SilenceListCommand implements CliCommand {
  private static final String EXPIRED = "expired";
  private static final List<String> COLUMNS =
      List.of("ID", "STATE", "MATCHERS", "UNTIL", "AUTHOR", "COMMENT");

  @Override
  public void declare(CommandSpec spec, Declarations declare) {
    declare.flag(spec, "--all");
    AgentInput.declare(spec, declare);
    OutputFormat.declare(spec, declare);
  }

  @Override
  public ExitCode run(ParseResult arguments, CliContext context)
      throws CommandFailure, IOException {
    Listing listing = Listing.of(arguments, context);
    boolean all = Options.flag(arguments, "--all");
    List<Map<String, @Nullable Object>> silences =
        AgentHttp.of(arguments, context).list("/api/v1/silences").stream()
            .filter(silence -> all || !EXPIRED.equals(silence.get("state")))
            .toList();
    return listing.print(
        silences,
        new Listing.Plain<>(Json::fieldsOf, COLUMNS, SilenceListCommand::plain),
        () -> print(context, silences));
  }

  private static void print(CliContext context, List<Map<String, @Nullable Object>> silences) {
    Table table = new Table(COLUMNS.toArray(String[]::new));
    for (Map<String, @Nullable Object> one : silences) {
      TreeFields silence = new TreeFields(one);
      table.row(
          silence.text("id"),
          context.text("silence.state." + state(silence)),
          String.join(", ", silence.texts("matchers")),
          until(silence, context),
          silence.text("author"),
          silence.text("comment"));
    }
    Listing.lines(context, table.lines(context.screen(), "AUTHOR"));
    if (silences.isEmpty()) {
      context.say("silence.nothing");
    }
  }

  private static String state(TreeFields silence) {
    String state = silence.text("state");
    return state.equals("active") || state.equals(EXPIRED) ? state : "pending";
  }

  /** A window has no end, but times. */
  private static String until(TreeFields silence, CliContext context) {
    Instant ends = silence.time("endsAt");
    return ends == null
        ? context.text("silence.during", String.join(", ", silence.texts("during")))
        : Figures.time(ends, context.zone());
  }

  /** For programs: the same in every language. */
  private static List<String> plain(Map<String, @Nullable Object> one) {
    TreeFields silence = new TreeFields(one);
    return List.of(
        silence.text("id"),
        silence.text("state"),
        String.join(" ", silence.texts("matchers")),
        silence.text("endsAt"),
        silence.text("author"),
        silence.text("comment"));
  }
}
