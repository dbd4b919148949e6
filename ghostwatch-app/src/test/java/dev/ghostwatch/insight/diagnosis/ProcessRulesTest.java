package dev.ghostwatch.insight.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.model.Finding;
import dev.ghostwatch.model.ProcessFacts;
import dev.ghostwatch.model.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** D39 and D40: each with a process for which it speaks and near misses. */
class ProcessRulesTest {
  private static Play process(
      boolean password, @Nullable Integer port, @Nullable Boolean everywhere) {
    ProcessFacts facts =
        new ProcessFacts(
            77,
            null,
            "root",
            1L,
            Play.START,
            List.of("gh-ost", "--user=g", "--password=****"),
            password,
            port,
            everywhere,
            null,
            "pipe");
    return new Play().run(10).process(facts);
  }

  @Test
  void d39ThePortIsOpenToEverybody() {
    Finding finding = process(false, 10_001, true).fires("D39", Severity.WARNING);
    assertThat(Play.english(finding)).contains("10001", "77");
    process(false, 10_001, false).isQuiet("D39");
    // Who may not look at the process's sockets does not know, and must not claim it.
    process(false, 10_001, null).isQuiet("D39");
    process(false, null, null).isQuiet("D39");
  }

  @Test
  void d40APasswordInTheArguments() {
    Finding finding = process(true, null, null).fires("D40", Severity.WARNING);
    assertThat(Play.english(finding))
        .contains("process 77: --password=****")
        .doesNotContain("--user");
    process(false, null, null).isQuiet("D40");
  }
}
