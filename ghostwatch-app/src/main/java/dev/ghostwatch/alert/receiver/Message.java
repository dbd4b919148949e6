package dev.ghostwatch.alert.receiver;

import dev.ghostwatch.alert.Alert;
import dev.ghostwatch.alert.AlertText;
import dev.ghostwatch.alert.Labels;
import dev.ghostwatch.alert.Letter;
import dev.ghostwatch.alert.Notification;
import dev.ghostwatch.client.value.Printable;
import dev.ghostwatch.model.Severity;
import dev.ghostwatch.text.Figures;
import dev.ghostwatch.text.Texts;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A notification in the words of one language. Everything in it is printable: names and log lines
 * come from outside.
 *
 * @param title one line that says it all
 * @param severity the worst of what fires, or of what is over when nothing fires
 * @param resolved whether nothing fires any more
 * @param migration the migration that all of it is about; empty when there are several or none
 * @param items an alert each
 */
record Message(
    String title, Severity severity, boolean resolved, String migration, List<Item> items) {

  /**
   * One alert.
   *
   * @param title one line
   * @param text what is seen, on one or several lines
   * @param facts since when, and labels that tell it apart
   * @param runbook where to read on; null for nowhere
   */
  record Item(
      String title,
      String text,
      String facts,
      @Nullable String runbook,
      boolean resolved,
      Severity severity) {}

  private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("xxx", Locale.ROOT);
  private static final List<String> SAID_ANYWAY = List.of(Labels.ALERT_NAME, Labels.SEVERITY);

  Message {
    items = List.copyOf(items);
  }

  static Message of(Letter letter, Texts words, ZoneId zone) {
    Notification notification = letter.notification();
    boolean resolved = notification.isResolved();
    List<Item> items =
        notification.alerts().stream()
            .map(alert -> item(alert, notification.at(), words, zone))
            .toList();
    Severity worst =
        notification.alerts().stream()
            .filter(alert -> resolved || !alert.isResolvedAt(notification.at()))
            .map(Alert::severity)
            .max(Comparator.naturalOrder())
            .orElse(Severity.INFO);
    String migration = notification.commonLabels().get(Labels.MIGRATION);
    return new Message(
        title(notification, items, worst, words),
        worst,
        resolved,
        migration == null ? "" : Printable.text(migration),
        items);
  }

  private static String title(
      Notification notification, List<Item> items, Severity worst, Texts words) {
    String level = level(worst, notification.isResolved(), words);
    if (items.size() == 1) {
      return words.get("alert.title.one", level, items.getFirst().title());
    }
    String what =
        notification.groupLabels().values().isEmpty()
            ? items.getFirst().title()
            : Printable.text(String.join(", ", notification.groupLabels().values().values()));
    long over = items.stream().filter(Item::resolved).count();
    return words.get(
        "alert.title.several",
        level,
        what,
        Figures.grouped(items.size() - over),
        Figures.grouped(over));
  }

  /** The word for how bad it is. */
  static String level(Severity severity, boolean resolved, Texts words) {
    return words.get(resolved ? "alert.level.resolved" : "alert.level." + severity.jsonName());
  }

  private static Item item(Alert alert, Instant at, Texts words, ZoneId zone) {
    AlertText text = alert.text(words.language());
    boolean over = alert.isResolvedAt(at);
    String labels =
        alert.labels().values().entrySet().stream()
            .filter(label -> !SAID_ANYWAY.contains(label.getKey()))
            .map(label -> label.getKey() + "=" + label.getValue())
            .collect(Collectors.joining(", "));
    String since =
        over
            ? words.get(
                "alert.over",
                time(alert.startsAt(), zone),
                time(Objects.requireNonNull(alert.endsAt()), zone))
            : words.get("alert.since", time(alert.startsAt(), zone));
    String runbook = alert.annotations().get("runbook_url");
    return new Item(
        Printable.text(text.title()),
        lines(text.message()),
        Printable.text(labels.isEmpty() ? since : since + " · " + labels),
        runbook == null || runbook.isBlank() ? null : Printable.text(runbook),
        over,
        alert.severity());
  }

  private static String time(Instant time, ZoneId zone) {
    return Figures.time(time, zone) + " " + OFFSET.format(time.atZone(zone));
  }

  private static String lines(String text) {
    return Arrays.stream(text.strip().split("\n", -1))
        .map(Printable::text)
        .collect(Collectors.joining("\n"));
  }
}
