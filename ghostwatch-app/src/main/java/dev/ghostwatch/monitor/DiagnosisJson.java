package dev.ghostwatch.monitor;

import dev.ghostwatch.document.Json;
import dev.ghostwatch.document.JsonTree;
import dev.ghostwatch.document.JsonTree.BadJsonException;
import dev.ghostwatch.insight.diagnosis.Diagnosis;
import dev.ghostwatch.insight.diagnosis.Input;
import dev.ghostwatch.insight.diagnosis.Unchecked;
import dev.ghostwatch.model.Finding;
import dev.ghostwatch.model.Phrase;
import dev.ghostwatch.model.Severity;
import dev.ghostwatch.model.history.FindingRow;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * A diagnosis as the agent gives it to the command line: texts as keys and what is filled in, so
 * that each person reads it in their language.
 */
public final class DiagnosisJson {
  private DiagnosisJson() {}

  /** Writes the fields; the caller opens and closes the object. */
  public static void write(Json json, Diagnosis diagnosis) {
    json.array("findings", diagnosis.findings(), row -> json.object(() -> finding(json, row)));
    json.array("earlier", diagnosis.earlier(), row -> json.object(() -> finding(json, row)));
    phrases(json, "time", diagnosis.time());
    phrases(json, "wins", diagnosis.wins());
    json.array(
        "unchecked",
        diagnosis.unchecked(),
        one ->
            json.object(() -> {
              json.text("input", one.input().name().toLowerCase(Locale.ROOT));
              json.texts("rules", one.rules());
              json.texts("dimmed", one.dimmed());
            }));
  }

  private static void finding(Json json, FindingRow row) {
    Finding finding = row.finding();
    json.text("rule", finding.rule());
    json.text("severity", finding.severity().jsonName());
    json.time("since", row.from());
    json.time("until", row.to());
    phrases(json, "title", List.of(finding.title()));
    phrases(json, "evidence", finding.evidence());
    phrases(json, "cause", List.of(finding.cause()));
    phrases(json, "advice", List.of(finding.advice()));
    json.text("command", finding.command());
  }

  private static void phrases(Json json, String name, List<Phrase> phrases) {
    json.array(
        name,
        phrases,
        phrase ->
            json.object(() -> {
              json.text("key", phrase.key());
              json.texts("arguments", phrase.arguments());
            }));
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws BadJsonException when it is something else, or of a newer agent
   */
  public static Diagnosis read(String text) throws BadJsonException {
    Map<String, @Nullable Object> root = JsonTree.object(text);
    try {
      return new Diagnosis(
          rows(root.get("findings")),
          rows(root.get("earlier")),
          phrases(root.get("time")),
          phrases(root.get("wins")),
          unchecked(root.get("unchecked")));
    } catch (IllegalArgumentException | DateTimeException | NoSuchElementException e) {
      throw new BadJsonException("no diagnosis that this program understands: " + e.getMessage());
    }
  }

  private static List<Map<?, ?>> objects(@Nullable Object list) {
    List<Map<?, ?>> objects = new ArrayList<>();
    if (list instanceof List<?> elements) {
      for (Object element : elements) {
        if (element instanceof Map<?, ?> map) {
          objects.add(map);
        }
      }
    }
    return objects;
  }

  private static List<FindingRow> rows(@Nullable Object list) {
    List<FindingRow> rows = new ArrayList<>();
    for (Map<?, ?> map : objects(list)) {
      Instant from = Instant.parse(text(map, "since"));
      Object until = map.get("until");
      rows.add(
          new FindingRow(
              from,
              until == null ? null : Instant.parse(until.toString()),
              new Finding(
                  text(map, "rule"),
                  Severity.valueOf(text(map, "severity").toUpperCase(Locale.ROOT)),
                  phrases(map.get("title")).getFirst(),
                  phrases(map.get("evidence")),
                  phrases(map.get("cause")).getFirst(),
                  phrases(map.get("advice")).getFirst(),
                  map.get("command") == null ? null : text(map, "command"))));
    }
    return rows;
  }

  private static List<Phrase> phrases(@Nullable Object list) {
    List<Phrase> phrases = new ArrayList<>();
    for (Map<?, ?> map : objects(list)) {
      phrases.add(new Phrase(text(map, "key"), texts(map.get("arguments"))));
    }
    return phrases;
  }

  private static List<Unchecked> unchecked(@Nullable Object list) {
    List<Unchecked> all = new ArrayList<>();
    for (Map<?, ?> map : objects(list)) {
      all.add(
          new Unchecked(
              Input.valueOf(text(map, "input").toUpperCase(Locale.ROOT)),
              texts(map.get("rules")),
              texts(map.get("dimmed"))));
    }
    return all;
  }

  private static List<String> texts(@Nullable Object list) {
    return list instanceof List<?> elements
        ? elements.stream().map(String::valueOf).toList()
        : List.of();
  }

  private static String text(Map<?, ?> map, String name) {
    Object value = map.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no " + name);
    }
    return value.toString();
  }
}
