package dev.ghostwatch.document;

import dev.ghostwatch.client.status.Settings;
import dev.ghostwatch.client.status.StatusLine;
import dev.ghostwatch.client.value.FlagFile;
import dev.ghostwatch.client.value.LoadThresholds;
import dev.ghostwatch.model.Eta;
import dev.ghostwatch.model.Finding;
import dev.ghostwatch.model.Phrase;
import dev.ghostwatch.model.Rates;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.text.Texts;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The JSON of one migration, field by field as the contract names them. */
public final class MigrationDocument {
  private static final Shape<Rates> RATES =
      Shape.<Rates>named("rates")
          .decimal("rowsPerSecond", Rates::rowsPerSecond)
          .decimal("averageRowsPerSecond", Rates::averageRowsPerSecond)
          .decimal("dmlPerSecond", Rates::dmlPerSecond)
          .decimal("bytesPerSecond", Rates::bytesPerSecond)
          .decimal("chunksPerSecond", Rates::chunksPerSecond)
          .decimal("chunkSeconds", Rates::chunkSeconds)
          .text("chunkSecondsSource", MigrationDocument::chunkSecondsSource)
          .decimal("querySeconds", Rates::querySeconds);

  private static final Shape<StatusLine> PROGRESS =
      Shape.<StatusLine>named("progress")
          .number("rowsCopied", StatusLine::rowsCopied)
          .number("rowsEstimate", StatusLine::rowsEstimate)
          .decimal("percent", StatusLine::percent)
          .number("dmlApplied", StatusLine::dmlApplied)
          .number("backlog", StatusLine::backlog)
          .number("backlogCapacity", StatusLine::backlogCapacity)
          .number("elapsedSeconds", line -> wholeSeconds(line.elapsed()))
          .number("copySeconds", line -> wholeSeconds(line.copyTime()))
          .text(
              "coordinates", line -> line.coordinates() == null ? null : line.coordinates().text())
          .decimal("lagSeconds", StatusLine::lagSeconds)
          .decimal("heartbeatLagSeconds", StatusLine::heartbeatLagSeconds)
          .text("reportedEta", line -> line.eta() == null ? null : line.eta().text())
          .number("reportedEtaSeconds", line -> line.eta() == null ? null : line.eta().seconds());

  private static final Shape<Eta> ETA =
      Shape.<Eta>named("eta")
          .decimal("copySeconds", eta -> tenths(eta.copySeconds()))
          .decimal("seconds", eta -> tenths(eta.seconds()))
          .decimal("lowSeconds", eta -> tenths(eta.lowSeconds()))
          .decimal("highSeconds", eta -> tenths(eta.highSeconds()))
          .time("endsAt", Eta::endsAt)
          .text("basis", Eta::englishBasis);

  private static final Shape<Settings> SETTINGS = settings();

  private final Supplier<Texts> english;
  private final Shape<Snapshot> picture;
  private final Shape<Snapshot> shape;

  /**
   * @param english gives the English texts: findings carry texts for people, which in documents are
   *     the same in every language; asked for only when there is a finding
   */
  public MigrationDocument(Supplier<Texts> english) {
    this.english = english;
    this.picture = picture();
    this.shape =
        picture()
            .part("rates", RATES, Snapshot::rates)
            .part("eta", ETA, Snapshot::eta)
            .parts("findings", finding(), Snapshot::findings);
  }

  /** Its fields. */
  public Shape<Snapshot> shape() {
    return shape;
  }

  /** Writes the fields of the document; the caller opens and closes the object. */
  public void write(Json json, Snapshot snapshot) {
    shape.write(json, snapshot);
  }

  /** The same without {@code rates}, {@code eta} and findings, for whoever has better ones. */
  public void picture(Json json, Snapshot snapshot) {
    picture.write(json, snapshot);
  }

  /** Writes {@code findings}. */
  public void findings(Json json, Snapshot snapshot) {
    json.array("findings", snapshot.findings(), it -> json.object(() -> finding(json, it)));
  }

  /** Writes {@code rates}. */
  public static void rates(Json json, Snapshot snapshot) {
    json.objectOrNull("rates", snapshot.rates(), rates -> RATES.write(json, rates));
  }

  /** Writes {@code eta}. */
  public static void eta(Json json, Snapshot snapshot) {
    json.objectOrNull("eta", snapshot.eta(), eta -> ETA.write(json, eta));
  }

  /** An estimate is not known to more. */
  private static @Nullable Double tenths(@Nullable Double seconds) {
    return seconds == null ? null : Double.valueOf(Math.round(seconds * 10) / 10.0);
  }

  /** Measured by a source, or derived from the rows per second. */
  private static @Nullable String chunkSecondsSource(Rates rates) {
    if (rates.chunkSeconds() == null) {
      return null;
    }
    return rates.chunkSecondsSource() == null ? "derived" : rates.chunkSecondsSource().jsonName();
  }

  private static Shape<Snapshot> picture() {
    return Shape.<Snapshot>named("migration")
        .text("id", snapshot -> snapshot.id() == null ? null : snapshot.id().text())
        .text("database", snapshot -> snapshot.table() == null ? null : snapshot.table().database())
        .text("table", snapshot -> snapshot.table() == null ? null : snapshot.table().table())
        .text("ghostTable", Snapshot::ghostTable)
        .text("migratedHost", Snapshot::migratedHost)
        .text("inspectedHost", Snapshot::inspectedHost)
        .text("executingHost", Snapshot::executingHost)
        .time("startedAt", Snapshot::startedAt)
        .text("ghostVersion", Snapshot::ghostVersion)
        .text("endpoint", Snapshot::endpoint)
        .time("observedAt", Snapshot::observedAt)
        .text("lifecycle", snapshot -> snapshot.lifecycle().jsonName())
        .text("state", MigrationDocument::state)
        .part(
            "throttle",
            ThrottleShape.SHAPE,
            snapshot -> snapshot.line() == null ? null : snapshot.line().throttle())
        .part("progress", PROGRESS, Snapshot::line)
        .part("settings", SETTINGS, Snapshot::settings);
  }

  private static @Nullable String state(Snapshot snapshot) {
    StatusLine line = snapshot.line();
    return line == null || line.state() == null ? null : line.state().text();
  }

  private static @Nullable Long wholeSeconds(@Nullable Duration duration) {
    return duration == null ? null : duration.toSeconds();
  }

  private static Shape<Settings> settings() {
    Shape<Settings> shape =
        Shape.<Settings>named("settings")
            .number("chunkSize", Settings::chunkSize)
            .number("maxLagMillis", Settings::maxLagMillis)
            .number("dmlBatchSize", Settings::dmlBatchSize)
            .decimal("niceRatio", Settings::niceRatio)
            .numbers("maxLoad", settings -> thresholds(settings.maxLoad()))
            .numbers("criticalLoad", settings -> thresholds(settings.criticalLoad()))
            .text("throttleQuery", Settings::throttleQuery)
            .text("throttleHttp", Settings::throttleHttp)
            .texts("throttleControlReplicas", Settings::throttleControlReplicas)
            .number(
                "throttleControlReplicasCount",
                settings -> asLong(settings.throttleControlReplicasCount()));
    flagFile(shape, "throttleFlagFile", Settings::throttleFlagFile);
    flagFile(shape, "throttleAdditionalFlagFile", Settings::throttleAdditionalFlagFile);
    flagFile(shape, "postponeCutOverFlagFile", Settings::postponeCutOverFlagFile);
    return shape
        .text("panicFlagFile", Settings::panicFlagFile)
        .text("servingSocket", Settings::servingSocket)
        .number("servingTcpPort", settings -> asLong(settings.servingTcpPort()));
  }

  private static @Nullable Map<String, Long> thresholds(@Nullable LoadThresholds thresholds) {
    return thresholds == null ? null : thresholds.thresholds();
  }

  private static @Nullable Long asLong(@Nullable Integer number) {
    return number == null ? null : number.longValue();
  }

  private static void flagFile(
      Shape<Settings> shape, String name, Function<Settings, @Nullable FlagFile> file) {
    shape.text(
        name,
        settings -> {
          FlagFile present = file.apply(settings);
          return present == null ? null : present.path();
        });
    shape.flag(
        name + "Set",
        settings -> {
          FlagFile present = file.apply(settings);
          return present == null ? null : present.set();
        });
  }

  /** Writes the fields of one finding. */
  public void finding(Json json, Finding finding) {
    finding().write(json, finding);
  }

  private Shape<Finding> finding() {
    return Shape.<Finding>named("finding")
        .text("rule", Finding::rule)
        .text("severity", finding -> finding.severity().jsonName())
        .text("title", finding -> english(finding.title()))
        .texts("evidence", finding -> finding.evidence().stream().map(this::english).toList())
        .text("cause", finding -> english(finding.cause()))
        .text("advice", finding -> english(finding.advice()))
        .text("command", Finding::command);
  }

  private String english(Phrase phrase) {
    return english.get().get(phrase.key(), phrase.arguments().toArray(String[]::new));
  }
}
