package dev.ghostwatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.alert.Alert;
import dev.ghostwatch.alert.AlertText;
import dev.ghostwatch.alert.Labels;
import dev.ghostwatch.history.HistoryWriter;
import dev.ghostwatch.model.Severity;
import dev.ghostwatch.model.history.AlertRow;
import dev.ghostwatch.text.Language;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the history gets of alerts that are told again and again. */
@NullUnmarked // a test fails on null by itself
class RememberedAlertsTest {
  private static final Instant START = Instant.parse("2026-11-22T13:00:00Z");
  private static final String RUN = "shop.orders@20261122T125000Z";

  private final List<String> migrations = new ArrayList<>();
  private final List<AlertRow> written = new ArrayList<>();
  private final RememberedAlerts alerts =
      new RememberedAlerts(
          (HistoryWriter)
              Proxy.newProxyInstance(
                  HistoryWriter.class.getClassLoader(),
                  new Class<?>[] {HistoryWriter.class},
                  (_, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("alert");
                    migrations.add((String) arguments[0]);
                    written.add((AlertRow) arguments[1]);
                    return null;
                  }));

  private static Alert alert(
      Map<String, String> of, Instant starts, @Nullable Instant ends, String title) {
    return new Alert(
        Labels.of(of).with(Labels.ALERT_NAME, "HighLag").with(Labels.SEVERITY, "warning"),
        Severity.WARNING,
        Map.of(Language.EN, new AlertText(title, "behind"), Language.ZH, new AlertText("延迟", "落后")),
        Map.of("runbook_url", "https://wiki/lag"),
        starts,
        ends,
        ends == null ? starts : ends,
        null);
  }

  private static Alert lag(Instant starts, @Nullable Instant ends) {
    return alert(
        Map.of(Labels.MIGRATION, "shop.orders", Labels.RUN, RUN), starts, ends, "lag 7.5 s");
  }

  @Test
  void anAlertIsWrittenWhenItBeginsAndWhenItIsOver() {
    alerts.take(List.of(lag(START, null)));
    alerts.take(List.of(lag(START, null)));
    assertThat(migrations).containsExactly(RUN);
    AlertRow begun = written.getFirst();
    assertThat(begun.rule()).isEqualTo("HighLag");
    assertThat(begun.state()).isEqualTo("firing");
    assertThat(begun.endedAt()).isNull();
    assertThat(begun.labels()).containsEntry(Labels.MIGRATION, "shop.orders");
    assertThat(begun.annotations())
        .containsOnly(
            Map.entry("title", "lag 7.5 s"),
            Map.entry("message", "behind"),
            Map.entry("runbook_url", "https://wiki/lag"));
    alerts.take(List.of(lag(START, START.plusSeconds(30))));
    assertThat(written).hasSize(2);
    assertThat(written.getLast().state()).isEqualTo("resolved");
    assertThat(written.getLast().startedAt()).isEqualTo(START);
    assertThat(written.getLast().endedAt()).isEqualTo(START.plusSeconds(30));
    alerts.take(List.of(lag(START.plusSeconds(60), null)));
    assertThat(written).as("it fires anew").hasSize(3);
  }

  @Test
  void whatIsOfTheAgentItselfBelongsToNoMigration() {
    alerts.take(List.of(alert(Map.of(), START, null, "load 9")));
    assertThat(migrations).containsOnlyNulls().hasSize(1);
  }
}
