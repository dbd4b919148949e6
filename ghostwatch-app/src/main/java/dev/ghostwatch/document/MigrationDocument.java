package dev.ghostwatch.document;

import dev.ghostwatch.client.status.Settings;
import dev.ghostwatch.client.status.StatusLine;
import dev.ghostwatch.client.value.Coordinates;
import dev.ghostwatch.client.value.FlagFile;
import dev.ghostwatch.client.value.LoadThresholds;
import dev.ghostwatch.client.value.ReportedEta;
import dev.ghostwatch.client.value.ThrottleReason;
import dev.ghostwatch.model.Eta;
import dev.ghostwatch.model.Finding;
import dev.ghostwatch.model.MigrationId;
import dev.ghostwatch.model.Phrase;
import dev.ghostwatch.model.Rates;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.text.Texts;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The JSON of one migration, field by field as the contract names them. */
public final class MigrationDocument {
  private final Supplier<Texts> english;

  /**
   * @param english gives the English texts: findings carry texts for people, which in documents are
   *     the same in every language; asked for only when there is a finding
   */
  public MigrationDocument(Supplier<Texts> english) {
    this.english = english;
  }

  /** Writes the fields of the document; the caller opens and closes the object. */
  public void write(Json json, Snapshot snapshot) {
    beforeEta(json, snapshot);
    eta(json, snapshot);
    findings(json, snapshot);
  }

  /** The same without {@code eta}, where somebody who has watched the run writes a better one. */
  public void writeWithoutEta(Json json, Snapshot snapshot) {
    beforeEta(json, snapshot);
    findings(json, snapshot);
  }

  /** Writes {@code eta} alone. */
  public void eta(Json json, Snapshot snapshot) {
    json.objectOrNull("eta", snapshot.eta(), eta -> eta(json, eta));
  }

  private static void beforeEta(Json json, Snapshot snapshot) {
    MigrationId id = snapshot.id();
    json.text("id", id == null ? null : id.text());
    json.text("database", snapshot.table() == null ? null : snapshot.table().database());
    json.text("table", snapshot.table() == null ? null : snapshot.table().table());
    json.text("ghostTable", snapshot.ghostTable());
    json.text("migratedHost", snapshot.migratedHost());
    json.text("inspectedHost", snapshot.inspectedHost());
    json.text("executingHost", snapshot.executingHost());
    json.time("startedAt", snapshot.startedAt());
    json.text("ghostVersion", snapshot.ghostVersion());
    json.text("endpoint", snapshot.endpoint());
    json.time("observedAt", snapshot.observedAt());
    json.text("lifecycle", snapshot.lifecycle().jsonName());
    StatusLine line = snapshot.line();
    json.text("state", line == null || line.state() == null ? null : line.state().text());
    json.objectOrNull(
        "throttle", line == null ? null : line.throttle(), reason -> throttle(json, reason));
    json.objectOrNull("progress", line, present -> progress(json, present));
    json.objectOrNull("settings", snapshot.settings(), settings -> settings(json, settings));
    json.objectOrNull("rates", snapshot.rates(), rates -> rates(json, rates));
  }

  private void findings(Json json, Snapshot snapshot) {
    json.array(
        "findings", snapshot.findings(), finding -> json.object(() -> finding(json, finding)));
  }

  private static void throttle(Json json, ThrottleReason reason) {
    String host = null;
    Double seconds = null;
    String variable = null;
    Long value = null;
    Long threshold = null;
    Long httpStatus = null;
    switch (reason) {
      case ThrottleReason.MaxLoad load -> {
        variable = load.variable();
        value = load.value();
        threshold = load.threshold();
      }
      case ThrottleReason.Lag lag -> seconds = lag.seconds();
      case ThrottleReason.ReplicaLag lag -> {
        host = lag.host();
        seconds = lag.seconds();
      }
      case ThrottleReason.Http http -> httpStatus = (long) http.status();
      case ThrottleReason.Failure failure -> {
        host = failure.host();
        variable = failure.variable();
      }
      case ThrottleReason.UserCommand _,
          ThrottleReason.FlagFile _,
          ThrottleReason.ThrottleQuery _,
          ThrottleReason.CriticalLoadHibernate _,
          ThrottleReason.LeavingHibernation _,
          ThrottleReason.Other _ -> {
        // The kind and the text say it all.
      }
    }
    json.text("kind", reason.kind().jsonName());
    json.text("text", reason.text());
    json.text("host", host);
    json.decimal("seconds", seconds);
    json.text("variable", variable);
    json.number("value", value);
    json.number("threshold", threshold);
    json.number("httpStatus", httpStatus);
  }

  private static void progress(Json json, StatusLine line) {
    json.number("rowsCopied", line.rowsCopied());
    json.number("rowsEstimate", line.rowsEstimate());
    json.decimal("percent", line.percent());
    json.number("dmlApplied", line.dmlApplied());
    json.number("backlog", line.backlog());
    json.number("backlogCapacity", line.backlogCapacity());
    json.number("elapsedSeconds", wholeSeconds(line.elapsed()));
    json.number("copySeconds", wholeSeconds(line.copyTime()));
    Coordinates coordinates = line.coordinates();
    json.text("coordinates", coordinates == null ? null : coordinates.text());
    json.decimal("lagSeconds", line.lagSeconds());
    json.decimal("heartbeatLagSeconds", line.heartbeatLagSeconds());
    ReportedEta eta = line.eta();
    json.text("reportedEta", eta == null ? null : eta.text());
    json.number("reportedEtaSeconds", eta == null ? null : eta.seconds());
  }

  private static @Nullable Long wholeSeconds(@Nullable Duration duration) {
    return duration == null ? null : duration.toSeconds();
  }

  private static void settings(Json json, Settings settings) {
    json.number("chunkSize", settings.chunkSize());
    json.number("maxLagMillis", settings.maxLagMillis());
    json.number("dmlBatchSize", settings.dmlBatchSize());
    json.decimal("niceRatio", settings.niceRatio());
    thresholds(json, "maxLoad", settings.maxLoad());
    thresholds(json, "criticalLoad", settings.criticalLoad());
    json.text("throttleQuery", settings.throttleQuery());
    json.text("throttleHttp", settings.throttleHttp());
    json.texts("throttleControlReplicas", settings.throttleControlReplicas());
    Integer replicas = settings.throttleControlReplicasCount();
    json.number("throttleControlReplicasCount", replicas == null ? null : replicas.longValue());
    flagFile(json, "throttleFlagFile", settings.throttleFlagFile());
    flagFile(json, "throttleAdditionalFlagFile", settings.throttleAdditionalFlagFile());
    flagFile(json, "postponeCutOverFlagFile", settings.postponeCutOverFlagFile());
    json.text("panicFlagFile", settings.panicFlagFile());
    json.text("servingSocket", settings.servingSocket());
    Integer port = settings.servingTcpPort();
    json.number("servingTcpPort", port == null ? null : port.longValue());
  }

  private static void thresholds(Json json, String name, @Nullable LoadThresholds thresholds) {
    json.objectOrNull(
        name,
        thresholds,
        present -> present.thresholds().forEach((key, value) -> json.number(key, value)));
  }

  private static void flagFile(Json json, String name, @Nullable FlagFile file) {
    json.text(name, file == null ? null : file.path());
    json.flag(name + "Set", file == null ? null : file.set());
  }

  private static void rates(Json json, Rates rates) {
    json.decimal("rowsPerSecond", rates.rowsPerSecond());
    json.decimal("averageRowsPerSecond", rates.averageRowsPerSecond());
    json.decimal("dmlPerSecond", rates.dmlPerSecond());
    json.decimal("bytesPerSecond", rates.bytesPerSecond());
    json.decimal("chunksPerSecond", rates.chunksPerSecond());
    json.decimal("chunkSeconds", rates.chunkSeconds());
  }

  private static void eta(Json json, Eta eta) {
    json.decimal("copySeconds", tenths(eta.copySeconds()));
    json.decimal("seconds", tenths(eta.seconds()));
    json.decimal("lowSeconds", tenths(eta.lowSeconds()));
    json.decimal("highSeconds", tenths(eta.highSeconds()));
    json.time("endsAt", eta.endsAt());
    json.text("basis", eta.englishBasis());
  }

  /** An estimate is not known to more. */
  private static @Nullable Double tenths(@Nullable Double seconds) {
    return seconds == null ? null : Double.valueOf(Math.round(seconds * 10) / 10.0);
  }

  /** Writes the fields of one finding. */
  public void finding(Json json, Finding finding) {
    json.text("rule", finding.rule());
    json.text("severity", finding.severity().jsonName());
    json.text("title", english(finding.title()));
    json.texts("evidence", finding.evidence().stream().map(this::english).toList());
    json.text("cause", english(finding.cause()));
    json.text("advice", english(finding.advice()));
    json.text("command", finding.command());
  }

  private String english(Phrase phrase) {
    return english.get().get(phrase.key(), phrase.arguments().toArray(String[]::new));
  }
}
