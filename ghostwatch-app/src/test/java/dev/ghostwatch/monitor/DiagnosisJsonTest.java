package dev.ghostwatch.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ghostwatch.document.Documents;
import dev.ghostwatch.document.JsonTree.BadJsonException;
import dev.ghostwatch.insight.diagnosis.Diagnosis;
import dev.ghostwatch.insight.diagnosis.Input;
import dev.ghostwatch.insight.diagnosis.Unchecked;
import dev.ghostwatch.model.Finding;
import dev.ghostwatch.model.Phrase;
import dev.ghostwatch.model.Severity;
import dev.ghostwatch.model.history.FindingRow;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiagnosisJsonTest {
  private static final Instant AT = Instant.parse("2026-11-22T13:00:00Z");

  private static Finding finding(String rule) {
    return new Finding(
        rule,
        Severity.CRITICAL,
        Phrase.of(rule + ".title", "1m", "\"quoted\""),
        List.of(Phrase.of(rule + ".seen", "a"), Phrase.of("evidence.line", "x")),
        Phrase.of(rule + ".cause"),
        Phrase.of(rule + ".advice"),
        rule.equals("D1") ? "KILL 7;" : null);
  }

  @Test
  void whatIsWrittenIsRead() throws Exception {
    Diagnosis diagnosis =
        new Diagnosis(
            List.of(new FindingRow(AT, null, finding("D1"))),
            List.of(new FindingRow(AT, AT.plusSeconds(9), finding("D2"))),
            List.of(Phrase.of("D17.cause.copying", "1s", "9.0 %")),
            List.of(Phrase.of("timelost.win.postponed", "~3s")),
            List.of(new Unchecked(Input.MYSQL, List.of("D13"), List.of("D1"))));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Documents.object(out, Documents.Format.JSON_LINE, json -> DiagnosisJson.write(json, diagnosis));
    assertThat(DiagnosisJson.read(out.toString(StandardCharsets.UTF_8))).isEqualTo(diagnosis);
  }

  @Test
  void whatIsSomethingElseIsRefused() {
    assertThatThrownBy(() -> DiagnosisJson.read("{\"findings\":[{\"rule\":\"D1\"}]}"))
        .isInstanceOf(BadJsonException.class)
        .hasMessageContaining("no diagnosis that this program understands");
    assertThatThrownBy(() -> DiagnosisJson.read("[]")).isInstanceOf(BadJsonException.class);
  }
}
