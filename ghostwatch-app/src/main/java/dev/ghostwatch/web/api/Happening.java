package dev.ghostwatch.web.api;

import dev.ghostwatch.client.value.ThrottleReason;
import dev.ghostwatch.document.Json;
import dev.ghostwatch.document.ThrottleShape;
import dev.ghostwatch.history.StoreException;
import dev.ghostwatch.model.history.AlertRow;
import dev.ghostwatch.model.history.CommandRow;
import dev.ghostwatch.model.history.EventRow;
import dev.ghostwatch.model.history.SettingRow;
import dev.ghostwatch.model.log.RunEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of the list of what happened to a migration: an event, a change of a setting, a command,
 * an alert.
 *
 * @param type an event's type, {@code setting}, {@code command} or {@code alert}
 * @param source who said so; null when it is not known
 * @param user who gave the command; null for everything else
 */
public record Happening(
    Instant at, String type, String text, @Nullable String source, @Nullable String user) {
  /** An event as it is remembered. */
  public static Happening of(EventRow event) {
    return new Happening(event.at(), event.type(), event.text(), event.source(), null);
  }

  /** A change of a setting, whoever made it. */
  public static Happening of(SettingRow change) {
    String before = change.before() == null ? "?" : change.before();
    return new Happening(
        change.at(),
        "setting",
        change.name() + ": " + before + " -> " + change.after(),
        null,
        null);
  }

  private static Happening of(CommandRow command) {
    String answer = command.answer() == null || command.sent() ? "" : ": " + command.answer();
    return new Happening(
        command.at(),
        "command",
        command.command() + (command.sent() ? "" : " (not sent)") + answer,
        "audit",
        command.person());
  }

  private static Happening of(AlertRow alert) {
    return new Happening(
        alert.startedAt(), "alert", alert.rule() + " " + alert.state(), "alert", null);
  }

  /** Everything that is remembered of a run, the newest first. */
  static List<Happening> of(Past past, String id) throws StoreException {
    List<Happening> all = new ArrayList<>();
    past.events(id).forEach(event -> all.add(of(event)));
    past.settings(id).forEach(change -> all.add(of(change)));
    past.commands(id).forEach(command -> all.add(of(command)));
    past.alerts(id).forEach(alert -> all.add(of(alert)));
    all.sort(Comparator.comparing(Happening::at).reversed());
    return all;
  }

  /** Writes its fields. */
  public void write(Json json) {
    json.time("at", at);
    json.text("type", type);
    json.text("text", text);
    json.text("source", source);
    json.text("user", user);
    ThrottleReason why =
        type.equals(RunEvent.Type.THROTTLE.jsonName()) ? ThrottleReason.parse(text) : null;
    json.objectOrNull("throttle", why, reason -> ThrottleShape.SHAPE.write(json, reason));
  }
}
