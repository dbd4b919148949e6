package dev.ghostwatch.document;

import dev.ghostwatch.client.status.Settings;
import dev.ghostwatch.client.status.StatusLine;
import dev.ghostwatch.client.value.Coordinates;
import dev.ghostwatch.client.value.FlagFile;
import dev.ghostwatch.client.value.LoadThresholds;
import dev.ghostwatch.client.value.MigrationState;
import dev.ghostwatch.client.value.ReportedEta;
import dev.ghostwatch.client.value.TableName;
import dev.ghostwatch.client.value.ThrottleReason;
import dev.ghostwatch.model.Eta;
import dev.ghostwatch.model.EtaReason;
import dev.ghostwatch.model.Finding;
import dev.ghostwatch.model.Lifecycle;
import dev.ghostwatch.model.Phrase;
import dev.ghostwatch.model.Rates;
import dev.ghostwatch.model.Severity;
import dev.ghostwatch.model.Snapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a migration back from its document, as {@link MigrationDocument} writes it. What the
 * document does not hold, or holds in another form than expected, is null.
 */
public final class MigrationReader {
  /** The key of a text that is its argument: documents hold finished texts. */
  private static final String VERBATIM = "verbatim";

  private MigrationReader() {}

  /** The picture; process, sources and notices are left out. */
  public static Snapshot snapshot(Map<String, @Nullable Object> object) {
    TreeValues values = new TreeValues(object);
    String database = values.text("database");
    String table = values.text("table");
    TreeValues throttle = values.object("throttle");
    String held = throttle == null ? null : throttle.text("text");
    return new Snapshot(
        database == null || table == null ? null : new TableName(database, table),
        values.text("ghostTable"),
        values.text("migratedHost"),
        values.text("inspectedHost"),
        values.text("executingHost"),
        values.time("startedAt"),
        values.text("ghostVersion"),
        values.text("endpoint"),
        values.time("observedAt"),
        lifecycle(values.text("lifecycle")),
        line(
            values.object("progress"),
            values.text("state"),
            held == null ? null : ThrottleReason.parse(held)),
        settings(values.object("settings")),
        rates(values.object("rates")),
        eta(values.object("eta")),
        null,
        List.of(),
        List.of(),
        findings(values));
  }

  /**
   * A picture with the {@code rates} and {@code eta} of another document of the same run, where it
   * tells them.
   */
  public static Snapshot expecting(Snapshot snapshot, Map<String, @Nullable Object> object) {
    TreeValues values = new TreeValues(object);
    Rates rates = rates(values.object("rates"));
    Eta eta = eta(values.object("eta"));
    Snapshot timed = rates == null ? snapshot : snapshot.withRates(rates);
    return eta == null ? timed : timed.withEta(eta);
  }

  private static Lifecycle lifecycle(@Nullable String name) {
    for (Lifecycle lifecycle : Lifecycle.values()) {
      if (lifecycle.jsonName().equals(name)) {
        return lifecycle;
      }
    }
    return Lifecycle.RUNNING;
  }

  private static @Nullable StatusLine line(
      @Nullable TreeValues progress, @Nullable String state, @Nullable ThrottleReason throttle) {
    if (progress == null) {
      return null;
    }
    String coordinates = progress.text("coordinates");
    String eta = progress.text("reportedEta");
    return new StatusLine(
        "",
        progress.whole("rowsCopied"),
        progress.whole("rowsEstimate"),
        progress.decimal("percent"),
        progress.whole("dmlApplied"),
        progress.whole("backlog"),
        progress.whole("backlogCapacity"),
        seconds(progress.whole("elapsedSeconds")),
        seconds(progress.whole("copySeconds")),
        coordinates == null ? null : Coordinates.parse(coordinates),
        progress.decimal("lagSeconds"),
        progress.decimal("heartbeatLagSeconds"),
        state == null ? null : MigrationState.parse(state),
        throttle,
        eta == null ? null : ReportedEta.parse(eta));
  }

  private static @Nullable Duration seconds(@Nullable Long seconds) {
    return seconds == null ? null : Duration.ofSeconds(seconds);
  }

  private static @Nullable Rates rates(@Nullable TreeValues rates) {
    return rates == null
        ? null
        : new Rates(
            rates.decimal("rowsPerSecond"),
            rates.decimal("averageRowsPerSecond"),
            rates.decimal("dmlPerSecond"),
            rates.decimal("bytesPerSecond"),
            rates.decimal("chunksPerSecond"),
            rates.decimal("chunkSeconds"));
  }

  /** What it rests on is a finished text, of which only what changes its meaning is known again. */
  private static @Nullable Eta eta(@Nullable TreeValues eta) {
    if (eta == null) {
      return null;
    }
    List<Eta.Basis> basis = new ArrayList<>();
    String said = eta.text("basis");
    for (EtaReason reason : new EtaReason[] {EtaReason.COPIED, EtaReason.POSTPONED}) {
      if (said != null && said.contains(reason.english(List.of()))) {
        basis.add(Eta.Basis.of(reason));
      }
    }
    return new Eta(
        eta.decimal("copySeconds"),
        eta.decimal("seconds"),
        eta.decimal("lowSeconds"),
        eta.decimal("highSeconds"),
        eta.time("endsAt"),
        null,
        null,
        basis);
  }

  private static @Nullable Settings settings(@Nullable TreeValues values) {
    if (values == null) {
      return null;
    }
    return new Settings(
        values.whole("chunkSize"),
        values.whole("maxLagMillis"),
        values.whole("dmlBatchSize"),
        values.decimal("niceRatio"),
        thresholds(values.object("maxLoad")),
        thresholds(values.object("criticalLoad")),
        values.text("throttleQuery"),
        values.text("throttleHttp"),
        values.texts("throttleControlReplicas"),
        integer(values.whole("throttleControlReplicasCount")),
        flagFile(values, "throttleFlagFile"),
        flagFile(values, "throttleAdditionalFlagFile"),
        flagFile(values, "postponeCutOverFlagFile"),
        values.text("panicFlagFile"),
        null,
        values.text("servingSocket"),
        integer(values.whole("servingTcpPort")));
  }

  private static @Nullable LoadThresholds thresholds(@Nullable TreeValues values) {
    if (values == null) {
      return null;
    }
    LinkedHashMap<String, Long> found = new LinkedHashMap<>();
    for (String name : values.names()) {
      Long threshold = values.whole(name);
      if (threshold != null) {
        found.put(name, threshold);
      }
    }
    return new LoadThresholds(found);
  }

  private static @Nullable FlagFile flagFile(TreeValues values, String name) {
    String path = values.text(name);
    return path == null ? null : new FlagFile(path, values.isTrue(name + "Set"));
  }

  private static @Nullable Integer integer(@Nullable Long number) {
    return number == null ? null : Math.toIntExact(number);
  }

  private static List<Finding> findings(TreeValues values) {
    List<Finding> findings = new ArrayList<>();
    for (TreeValues finding : values.objects("findings")) {
      String title = finding.text("title");
      if (title != null) {
        List<String> evidence = finding.texts("evidence");
        findings.add(
            new Finding(
                words(finding.text("rule")),
                severity(finding.text("severity")),
                Phrase.of(VERBATIM, title),
                (evidence == null ? List.<String>of() : evidence)
                    .stream().map(text -> Phrase.of(VERBATIM, text)).toList(),
                Phrase.of(VERBATIM, words(finding.text("cause"))),
                Phrase.of(VERBATIM, words(finding.text("advice"))),
                finding.text("command")));
      }
    }
    return findings;
  }

  private static Severity severity(@Nullable String name) {
    for (Severity severity : Severity.values()) {
      if (severity.jsonName().equals(name)) {
        return severity;
      }
    }
    return Severity.WARNING;
  }

  private static String words(@Nullable String text) {
    return text == null ? "" : text;
  }
}
