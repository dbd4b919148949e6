package dev.ghostwatch.cli;

import dev.ghostwatch.alert.Notification;
import dev.ghostwatch.alert.delivery.OutboxDesk;
import dev.ghostwatch.alert.delivery.OutboxEntry;
import dev.ghostwatch.document.Json;
import dev.ghostwatch.model.UtcTime;
import dev.ghostwatch.terminal.Table;
import dev.ghostwatch.text.Figures;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code ghostwatch alert outbox}: the notifications that are not delivered. */
final class AlertOutboxCommand implements CliCommand {
  private static final List<String> COLUMNS =
      List.of("NO", "RECEIVER", "ALERT", "AGE", "TRIES", "NEXT", "CAUSE");

  @Override
  public void declare(CommandSpec spec, Declarations declare) {
    AgentInput.declare(spec, declare);
    declare.flag(spec, "--dead");
    OutputFormat.declare(spec, declare);
  }

  @Override
  public ExitCode run(ParseResult arguments, CliContext context)
      throws CommandFailure, IOException {
    Listing listing = Listing.of(arguments, context);
    boolean dead = Options.flag(arguments, "--dead");
    OutboxDesk desk =
        new OutboxDesk(AlertInput.store(AlertInput.config(arguments, context), context));
    List<OutboxEntry> entries = desk.entries(dead);
    return listing.print(
        entries,
        new Listing.Plain<>(
            AlertOutboxCommand::write,
            COLUMNS,
            entry -> row(entry, context, UtcTime.rfc3339(entry.dueAt()))),
        () -> print(entries, dead, context));
  }

  private static void print(List<OutboxEntry> entries, boolean dead, CliContext context) {
    if (entries.isEmpty()) {
      context.say(dead ? "alert.outbox.noneDead" : "alert.outbox.none");
      return;
    }
    Table table = new Table(COLUMNS.toArray(String[]::new));
    for (OutboxEntry entry : entries) {
      table.row(
          row(entry, context, entry.isDead() ? "-" : Figures.time(entry.dueAt(), context.zone()))
              .toArray(String[]::new));
    }
    table.lines(context.screen(), "AGE", "NEXT").forEach(context.out()::println);
  }

  private static List<String> row(OutboxEntry entry, CliContext context, String next) {
    Instant now = context.clock().instant();
    Duration age = Duration.between(entry.queuedAt(), now);
    return List.of(
        String.valueOf(entry.no()),
        entry.channel(),
        title(entry, context),
        Figures.duration(age.isNegative() ? Duration.ZERO : age),
        String.valueOf(entry.tries()),
        next,
        or(entry.cause()));
  }

  private static String title(OutboxEntry entry, CliContext context) {
    Notification notification = entry.letter().notification();
    String first = notification.alerts().getFirst().text(context.texts().language()).title();
    int more = notification.alerts().size() - 1;
    return more == 0 ? first : first + " +" + more;
  }

  private static String or(@Nullable String text) {
    return text == null ? "-" : text;
  }

  private static void write(Json json, OutboxEntry entry) {
    Notification notification = entry.letter().notification();
    json.number("no", entry.no());
    json.text("state", entry.isDead() ? "dead" : "waiting");
    json.text("receiver", entry.receiver());
    json.text("kind", entry.kind());
    json.text("notificationId", notification.id());
    json.text("groupKey", entry.groupKey());
    json.texts(
        "alerts", notification.alerts().stream().map(alert -> alert.labels().toString()).toList());
    json.time("queuedAt", entry.queuedAt());
    json.number("tries", (long) entry.tries());
    json.time("triedAt", entry.triedAt());
    json.time("nextTryAt", entry.isDead() ? null : entry.dueAt());
    json.text("cause", entry.cause());
    json.time("deadAt", entry.deadAt());
  }
}
