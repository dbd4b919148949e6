package dev.ghostwatch.document;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.client.status.StatusReply;
import dev.ghostwatch.document.JsonTree.BadJsonException;
import dev.ghostwatch.model.EtaReason;
import dev.ghostwatch.model.FigureSource;
import dev.ghostwatch.model.Lifecycle;
import dev.ghostwatch.model.Observation;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.monitor.MigrationMonitor;
import dev.ghostwatch.text.Language;
import dev.ghostwatch.text.Texts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a document says is read back as it was. */
class MigrationReaderTest {
  private static final String STATUS =
      """
      # Migrating `shop`.`orders`; Ghost table is `shop`.`_orders_gho`
      # Migrating db1:3306; inspecting db2:3306; executing on util1
      # Migration started at Sun Nov 22 13:08:06 +0000 2026
      # chunk-size: 1000; max-lag-millis: 1500ms; dml-batch-size: 10; max-load: Threads_running=50; critical-load: ; nice-ratio: 0.500000
      # throttle-flag-file: /tmp/t.flag [set]
      # throttle-query: select 1
      # Serving on unix socket: /tmp/x.sock
      Copy: 466600/752865 62.0%; Applied: 12; Backlog: 3/1000; Time: 2m40s(total), 2m11s(copy); streamer: mysql-bin.007069:622646704; Lag: 0.01s, HeartbeatLag: 0.02s, State: throttled, max-load Threads_running=90 >= 50; ETA: 1m19s
      """;

  private static Snapshot picture(String status) {
    MigrationMonitor monitor = new MigrationMonitor("unix:/tmp/x.sock");
    Instant at = Instant.parse("2026-11-22T13:10:46Z");
    return monitor.observe(
        new Observation.StatusSeen(at, FigureSource.SOCKET, StatusReply.parse(status)));
  }

  private static Snapshot readBack(Snapshot snapshot) throws IOException, BadJsonException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    MigrationDocument document = new MigrationDocument(() -> Texts.of(Language.EN));
    Documents.object(out, Documents.Format.JSON_LINE, json -> document.write(json, snapshot));
    return MigrationReader.snapshot(JsonTree.object(out.toString(StandardCharsets.UTF_8)));
  }

  @Test
  void aPictureIsReadBack() throws IOException, BadJsonException {
    Snapshot snapshot = picture(STATUS);
    Snapshot read = readBack(snapshot);
    assertThat(read.id()).isEqualTo(snapshot.id());
    assertThat(read)
        .usingRecursiveComparison()
        .ignoringFields("line.text", "eta", "sources", "settings.replicationLagQuery")
        .isEqualTo(snapshot);
    assertThat(requireNonNull(read.line()).throttle())
        .isEqualTo(requireNonNull(snapshot.line()).throttle());
    assertThat(requireNonNull(read.settings()).throttleFlagFile())
        .isEqualTo(requireNonNull(snapshot.settings()).throttleFlagFile());
    assertThat(requireNonNull(read.eta()).highSeconds())
        .isCloseTo(
            requireNonNull(requireNonNull(snapshot.eta()).highSeconds()),
            org.assertj.core.api.Assertions.within(0.1));
  }

  @Test
  void whatTheEndRestsOnIsKnownAgainWhereItMatters() throws IOException, BadJsonException {
    Snapshot postponed =
        readBack(
            picture(
                STATUS
                    .replace("466600/752865 62.0%", "752865/752865 100.0%")
                    .replace("throttled, max-load Threads_running=90 >= 50", "postponing cut-over")
                    .replace("ETA: 1m19s", "ETA: due")));
    assertThat(requireNonNull(postponed.eta()).restsOn(EtaReason.POSTPONED)).isTrue();
  }

  @Test
  void whatIsMissingOrOddIsUnknown() throws BadJsonException {
    Snapshot nothing = MigrationReader.snapshot(Map.of());
    assertThat(nothing.lifecycle()).isEqualTo(Lifecycle.RUNNING);
    assertThat(nothing.line()).isNull();
    assertThat(nothing.settings()).isNull();
    Snapshot odd =
        MigrationReader.snapshot(
            JsonTree.object(
                """
                {"database": 1, "table": "t", "lifecycle": "gone fishing", "startedAt": "soon",
                 "progress": {"rowsCopied": 1e400, "percent": "x"}, "settings": [1],
                 "findings": [1, {"rule": "D1"}], "rates": null}\
                """));
    assertThat(odd.table()).isNull();
    assertThat(odd.startedAt()).isNull();
    assertThat(requireNonNull(odd.line()).rowsCopied()).isNull();
    assertThat(odd.findings()).isEmpty();
  }
}
