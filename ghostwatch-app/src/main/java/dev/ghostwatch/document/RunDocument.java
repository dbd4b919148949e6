package dev.ghostwatch.document;

import dev.ghostwatch.model.report.Comparison;
import dev.ghostwatch.model.report.Comparison.Standing;
import dev.ghostwatch.model.report.LagFigures;
import dev.ghostwatch.model.report.RunFacts;
import dev.ghostwatch.model.report.TrendRow;
import dev.ghostwatch.model.timelost.TimeShare;
import dev.ghostwatch.model.timelost.TimeSpent;
import dev.ghostwatch.model.timelost.TimeWin;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Runs after the fact as documents: their measure, where their time went, how they compare. */
public final class RunDocument {
  private RunDocument() {}

  /** Writes the fields of a measure; the caller opens and closes the object. */
  public static void facts(Json json, RunFacts facts) {
    json.text("id", facts.id());
    json.text("table", facts.table());
    json.text("server", facts.server());
    json.text("lifecycle", facts.lifecycle().jsonName());
    json.time("startedAt", facts.startedAt());
    json.decimal("durationSeconds", facts.seconds());
    json.number("rowsCopied", facts.rows());
    json.decimal("rowsPerSecond", rounded(facts.rowsPerSecond(), 10));
    json.decimal("rowsPerSecondOfCopying", rounded(facts.rowsPerSecondOfCopying(), 10));
    json.object(
        "measures",
        () ->
            new TreeMap<>(facts.measures())
                .forEach((measure, value) ->
                    json.decimal(camel(measure.jsonName()), rounded(value, 1000))));
    json.array("lag", facts.lag(), it -> json.object(() -> lag(json, it)));
    json.number("cutOverAttempts", facts.cutOverAttempts());
    json.number("cutOverFailed", facts.cutOverFailed());
    json.decimal("lockSeconds", facts.lockSeconds());
    json.object("time", () -> time(json, facts.time()));
  }

  private static void lag(Json json, LagFigures lag) {
    json.text("method", lag.method());
    json.number("samples", lag.samples());
    json.decimal("averageSeconds", rounded(lag.average(), 1000));
    json.decimal("p95Seconds", lag.p95());
    json.decimal("maxSeconds", lag.max());
  }

  /** Writes where time went: the shares add up to the seconds. */
  public static void time(Json json, TimeSpent time) {
    json.decimal("seconds", time.seconds());
    json.array("shares", time.shares(), it -> json.object(() -> share(json, it)));
    json.array("wins", time.wins(), it -> json.object(() -> win(json, it)));
  }

  private static void share(Json json, TimeShare share) {
    json.text("cause", share.cause().jsonName());
    json.decimal("seconds", rounded(share.seconds(), 1000));
  }

  private static void win(Json json, TimeWin win) {
    json.text("without", win.cause().jsonName());
    json.decimal("from", win.from());
    json.decimal("leastSeconds", rounded(win.leastSeconds(), 1000));
    json.decimal("mostSeconds", rounded(win.mostSeconds(), 1000));
  }

  /** Writes the fields of a comparison but for the run's own measure. */
  public static void comparison(Json json, Comparison comparison) {
    json.array(
        "reference",
        comparison.references(),
        it ->
            json.object(() -> {
              json.text("hardware", it.hardware());
              json.number("rows", it.rows());
              json.decimal("rowsPerSecond", it.rowsPerSecond());
              json.decimal("hours", it.hours());
              json.decimal("ratio", rounded(it.ratio(), 1000));
              json.decimal("expectedSeconds", rounded(it.expectedSeconds(), 1));
              json.flag("nearest", it.nearest());
            }));
    json.objectOrNull("earlierOfTable", comparison.table(), it -> standing(json, it));
    json.objectOrNull("earlierOfServer", comparison.server(), it -> standing(json, it));
    json.array(
        "differences",
        comparison.differences(),
        it ->
            json.object(() -> {
              json.text("measure", it.measure().jsonName());
              json.decimal("here", rounded(it.here(), 1000));
              json.decimal("usual", rounded(it.usual(), 1000));
            }));
  }

  private static void standing(Json json, Standing standing) {
    json.number("runs", (long) standing.runs());
    json.decimal("p10RowsPerSecond", rounded(standing.p10(), 10));
    json.decimal("medianRowsPerSecond", rounded(standing.p50(), 10));
    json.decimal("p90RowsPerSecond", rounded(standing.p90(), 10));
    json.decimal("medianSeconds", standing.medianSeconds());
    json.number("slower", (long) standing.slower());
    json.decimal("ratio", rounded(standing.ratio(), 1000));
  }

  /** Writes the fields of a row of a trend. */
  public static void trend(Json json, TrendRow row) {
    json.text("group", row.group().jsonName());
    json.text("name", row.name());
    json.text("week", row.week() == null ? null : row.week().toString());
    json.number("runs", (long) row.runs());
    json.number("succeeded", (long) row.succeeded());
    json.number("running", (long) row.running());
    json.number("unknown", (long) row.unknown());
    json.decimal("successRate", rounded(row.successRate(), 1000));
    json.decimal("rowsPerSecond", rounded(row.rowsPerSecond(), 10));
    json.decimal("change", rounded(row.change(), 1000));
    json.decimal("throttledShare", rounded(row.throttledShare(), 1000));
    json.number("cutOverAttempts", row.cutOverAttempts());
    json.number("cutOverFailed", row.cutOverFailed());
  }

  /** To so many parts of one; null stays null. */
  public static @Nullable Double rounded(@Nullable Double value, int parts) {
    return value == null ? null : Double.valueOf(Math.round(value * parts) / (double) parts);
  }

  private static String camel(String name) {
    StringBuilder out = new StringBuilder();
    for (String part : name.split("-", -1)) {
      out.append(out.isEmpty() ? part : Character.toUpperCase(part.charAt(0)) + part.substring(1));
    }
    return out.toString();
  }
}
