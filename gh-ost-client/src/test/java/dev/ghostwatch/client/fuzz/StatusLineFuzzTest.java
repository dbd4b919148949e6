package dev.ghostwatch.client.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.ghostwatch.client.status.StatusLine;

class StatusLineFuzzTest {

  @FuzzTest
  void aStatusLineIsAlwaysRead(FuzzedDataProvider data) {
    String text = data.consumeRemainingAsString();
    StatusLine line = StatusLine.parse(text);
    if (line != null) {
      assertThat(text).contains(line.text());
      assertThat(StatusLine.parse(line.text())).isEqualTo(line);
    }
  }
}
