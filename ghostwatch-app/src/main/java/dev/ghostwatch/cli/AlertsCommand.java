package dev.ghostwatch.cli;

import dev.ghostwatch.document.Json;
import dev.ghostwatch.model.UtcTime;
import dev.ghostwatch.terminal.SafeText;
import dev.ghostwatch.terminal.Table;
import dev.ghostwatch.text.Figures;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code ghostwatch alerts}: what fires now, or fired before. */
final class AlertsCommand implements CliCommand {
  private static final List<String> COLUMNS =
      List.of("SEVERITY", "ALERT", "MIGRATION", "SINCE", "FOR", "STATE", "TITLE");
  private static final int DEFAULT_LIMIT = 50;
  private static final int MOST = 10_000;

  @Override
  public void declare(CommandSpec spec, Declarations declare) {
    declare.flag(spec, "--history");
    declare.value(spec, "DURATION", "--since");
    declare.value(spec, "N", "--limit");
    AgentInput.declare(spec, declare);
    OutputFormat.declare(spec, declare);
    declare.words(spec, "MIGRATION", "0..1");
  }

  @Override
  public ExitCode run(ParseResult arguments, CliContext context)
      throws CommandFailure, IOException {
    Listing listing = Listing.of(arguments, context);
    String path = path(arguments, context);
    List<Map<String, @Nullable Object>> alerts = AgentHttp.of(arguments, context).list(path);
    return listing.print(
        alerts,
        new Listing.Plain<>(Json::fieldsOf, COLUMNS, alert -> plainRow(new TreeFields(alert))),
        () -> print(context, alerts));
  }

  private static String path(ParseResult arguments, CliContext context) throws CommandFailure {
    List<String> parameters = new ArrayList<>();
    String migration = Options.word(arguments);
    if (migration != null) {
      parameters.add("migration=" + AgentHttp.encoded(migration));
    }
    if (!Options.flag(arguments, "--history")) {
      for (String option : List.of("--since", "--limit")) {
        if (Options.value(arguments, option) != null) {
          throw new CommandFailure(ExitCode.USAGE, context.text("alerts.onlyHistory", option));
        }
      }
      return "/api/v1/alerts" + query(parameters);
    }
    if (Options.value(arguments, "--since") != null) {
      Duration since =
          Options.duration(arguments, "--since", Duration.ZERO, Duration.ofSeconds(1), context);
      parameters.add("since=" + UtcTime.rfc3339(context.clock().instant().minus(since)));
    }
    parameters.add("limit=" + limit(arguments, context));
    return "/api/v1/alerts/history" + query(parameters);
  }

  private static String query(List<String> parameters) {
    return parameters.isEmpty() ? "" : "?" + String.join("&", parameters);
  }

  private static int limit(ParseResult arguments, CliContext context) throws CommandFailure {
    String text = Options.value(arguments, "--limit");
    if (text == null) {
      return DEFAULT_LIMIT;
    }
    int limit = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
    if (limit < 1 || limit > MOST) {
      throw new CommandFailure(
          ExitCode.USAGE, context.text("history.limit", SafeText.line(text), String.valueOf(MOST)));
    }
    return limit;
  }

  private static void print(CliContext context, List<Map<String, @Nullable Object>> alerts) {
    Table table = new Table(COLUMNS.toArray(String[]::new));
    for (Map<String, @Nullable Object> alert : alerts) {
      table.row(row(context, new TreeFields(alert)));
    }
    Listing.lines(context, table.lines(context.screen(), "SINCE"));
    if (alerts.isEmpty()) {
      context.say("alerts.nothing");
    }
  }

  private static String[] row(CliContext context, TreeFields alert) {
    Instant starts = alert.time("startsAt");
    Instant ends = alert.time("endsAt");
    Instant until = ends == null ? context.clock().instant() : ends;
    return new String[] {
      context.text("severity." + severity(alert)).strip(),
      alert.text("name"),
      orNone(alert.text("migration")),
      starts == null ? "-" : Figures.time(starts, context.zone()),
      starts == null || until.isBefore(starts)
          ? "-"
          : Figures.duration(Duration.between(starts, until)),
      state(context, alert),
      alert.text("texts", context.text("language"), "title")
    };
  }

  /** What the agent says, or info for a severity that this program does not know yet. */
  private static String severity(TreeFields alert) {
    String severity = alert.text("severity");
    return List.of("warning", "error", "critical").contains(severity) ? severity : "info";
  }

  private static String state(CliContext context, TreeFields alert) {
    if (!alert.texts("silencedBy").isEmpty()) {
      return context.text("alerts.state.silenced", String.join(", ", alert.texts("silencedBy")));
    }
    if (!alert.texts("inhibitedBy").isEmpty()) {
      return context.text("alerts.state.inhibited");
    }
    if (!alert.texts("mutedBy").isEmpty()) {
      return context.text("alerts.state.muted", String.join(", ", alert.texts("mutedBy")));
    }
    return context.text(
        alert.time("endsAt") == null ? "alerts.state.firing" : "alerts.state.resolved");
  }

  /** For programs: the same in every language. */
  private static List<String> plainRow(TreeFields alert) {
    return List.of(
        alert.text("severity"),
        alert.text("name"),
        alert.text("migration"),
        alert.text("startsAt"),
        alert.text("endsAt"),
        alert.text("state").isEmpty() ? alert.text("status") : alert.text("state"),
        alert.text("texts", "en", "title"));
  }

  private static String orNone(String text) {
    return text.isEmpty() ? "-" : text;
  }
}
