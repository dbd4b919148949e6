package dev.ghostwatch.document;

import dev.ghostwatch.client.log.LineLevel;
import dev.ghostwatch.model.log.ErrorClass;
import dev.ghostwatch.model.log.LogAnalysis;
import dev.ghostwatch.model.log.Problem;
import dev.ghostwatch.model.log.RunAnalysis;
import dev.ghostwatch.model.log.RunEvent;
import dev.ghostwatch.model.log.RunOutcome;
import dev.ghostwatch.model.log.ThrottleInterval;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The JSON of a log analysis, field by field as the contract names them. */
public final class LogAnalysisDocument {
  private final Function<String, ErrorClass> catalogue;

  /**
   * @param catalogue tells what is known about a message, in English: documents are the same in
   *     every language
   */
  public LogAnalysisDocument(Function<String, ErrorClass> catalogue) {
    this.catalogue = catalogue;
  }

  /** Writes the fields of the document; the caller opens and closes the object. */
  public void write(Json json, List<String> files, long bytes, LogAnalysis analysis) {
    json.texts("files", files);
    json.number("bytes", bytes);
    json.number("lines", analysis.lines());
    json.number("unparsedLines", analysis.unparsedLines());
    run(json, analysis.last(), analysis.levels());
    if (analysis.runs().count() > 1) {
      json.array(
          "runs",
          analysis.runs().kept(),
          run ->
              json.object(() -> {
                json.number("lines", run.lines());
                run(json, run, run.levels());
              }));
      omitted(json, "runsOmitted", analysis.runs());
    }
  }

  /** Writes what is told of one run; the caller opens and closes the object. */
  public void run(Json json, RunAnalysis run) {
    run(json, run, run.levels());
  }

  private void run(Json json, RunAnalysis run, Map<LineLevel, Long> levels) {
    json.text("ghostVersion", run.ghostVersion());
    json.text("database", run.database());
    json.text("table", run.table());
    json.text("outcome", run.outcome().jsonName());
    if (run.outcome() == RunOutcome.SUCCEEDED) {
      json.flag("noop", run.noop());
    }
    json.text("reason", run.reason());
    json.time("startedAt", run.startedAt());
    json.time("endedAt", run.endedAt());
    json.decimal("durationSeconds", decimal(run.durationSeconds()));
    json.number("copySeconds", run.copySeconds());
    json.object("progress", () -> progress(json, run.progress()));
    json.object(
        "rate",
        () -> {
          json.decimal("averageRowsPerSecond", run.rate().averageRowsPerSecond());
          json.decimal("maxRowsPerSecond", run.rate().maxRowsPerSecond());
        });
    json.object(
        "lag",
        () -> {
          json.decimal("maxSeconds", run.lag().maxSeconds());
          json.decimal("averageSeconds", run.lag().averageSeconds());
          json.decimal("p95Seconds", run.lag().p95Seconds());
          json.decimal("maxHeartbeatSeconds", run.lag().maxHeartbeatSeconds());
        });
    json.object(
        "backlog",
        () -> {
          json.number("max", run.backlog().max());
          json.number("capacity", run.backlog().capacity());
          json.number("samplesFull", run.backlog().samplesFull());
        });
    json.object("throttling", () -> throttling(json, run.throttling()));
    json.object(
        "cutOver",
        () -> {
          json.number("attempts", run.cutOver().attempts());
          json.number("failed", run.cutOver().failed());
          json.decimal("postponedSeconds", decimal(run.cutOver().postponedSeconds()));
          json.decimal("lockSeconds", run.cutOver().lockSeconds());
        });
    json.array("phases", run.phases(), phase -> json.object(() -> phase(json, phase)));
    json.object("levels", () -> levels(json, levels));
    json.array("errors", run.errors().kept(), error -> json.object(() -> error(json, error)));
    omitted(json, "errorsOmitted", run.errors());
    json.array(
        "warnings", run.warnings().kept(), warning -> json.object(() -> warning(json, warning)));
    omitted(json, "warningsOmitted", run.warnings());
    json.array("events", run.events().kept(), event -> json.object(() -> event(json, event)));
    omitted(json, "eventsOmitted", run.events());
  }

  private static void omitted(Json json, String name, RunAnalysis.Noted<?> noted) {
    if (noted.omitted() > 0) {
      json.number(name, noted.omitted());
    }
  }

  private static void progress(Json json, RunAnalysis.Progress progress) {
    json.number("samples", progress.samples());
    json.number("firstRowsCopied", progress.firstRowsCopied());
    json.number("lastRowsCopied", progress.lastRowsCopied());
    json.number("lastRowsEstimate", progress.lastRowsEstimate());
    json.decimal("lastPercent", progress.lastPercent());
    json.decimal("maxPercent", progress.maxPercent());
    json.number("lastDmlApplied", progress.lastDmlApplied());
    json.text("lastCoordinates", progress.lastCoordinates());
  }

  private static void throttling(Json json, RunAnalysis.Throttling throttling) {
    json.number("samples", throttling.samples());
    json.decimal("seconds", decimal(throttling.seconds()));
    json.object(
        "byKind",
        () ->
            throttling
                .byKind()
                .forEach((kind, seconds) -> json.decimal(kind.jsonName(), decimal(seconds))));
    json.array(
        "intervals",
        throttling.intervals().kept(),
        interval -> json.object(() -> interval(json, interval)));
    omitted(json, "intervalsOmitted", throttling.intervals());
  }

  private static void interval(Json json, ThrottleInterval interval) {
    json.time("from", interval.from());
    json.time("to", interval.to());
    json.decimal("seconds", decimal(interval.seconds()));
    json.text("kind", interval.kind().jsonName());
    json.text("text", interval.text());
  }

  private static void phase(Json json, RunAnalysis.Phase phase) {
    json.text("name", phase.name());
    json.time("from", phase.from());
    json.time("to", phase.to());
    json.decimal("seconds", decimal(phase.seconds()));
  }

  private static void levels(Json json, Map<LineLevel, Long> levels) {
    for (LineLevel level : LineLevel.values()) {
      json.number(level.jsonName(), levels.getOrDefault(level, 0L));
    }
  }

  /** Writes the fields of one error. */
  public void error(Json json, Problem error) {
    ErrorClass known = catalogue.apply(error.message());
    json.time("at", error.at());
    json.text("level", error.level().jsonName());
    json.text("category", known.category().jsonName());
    json.text("message", error.message());
    json.text("cause", known.cause());
    json.text("advice", known.advice());
    json.text("link", known.link());
    json.flag("harmless", known.harmless() && error.level() != LineLevel.FATAL);
    json.number("line", error.line());
  }

  private static void warning(Json json, Problem warning) {
    json.time("at", warning.at());
    json.text("message", warning.message());
    json.number("line", warning.line());
  }

  private static void event(Json json, RunEvent event) {
    json.time("at", event.at());
    json.text("type", event.type().jsonName());
    json.text("text", event.text());
    json.number("line", event.line());
  }

  private static @org.jspecify.annotations.Nullable Double decimal(
      @org.jspecify.annotations.Nullable Long value) {
    return value == null ? null : value.doubleValue();
  }
}
