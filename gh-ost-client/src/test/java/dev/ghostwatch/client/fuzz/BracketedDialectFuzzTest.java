package dev.ghostwatch.client.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.ghostwatch.client.status.StatusLine;
import dev.ghostwatch.client.status.StatusReply;

class BracketedDialectFuzzTest {

  private static final String[] BEGINNINGS = {
    "",
    "2023-09-11 15:30:21 ",
    "[info] ",
    "[warn] ",
    "INFO ",
    "Migrated rows: ",
    "ETA: ",
    "binlog coordinates: ",
    "lag is "
  };

  @FuzzTest
  void theDialectIsAlwaysRead(FuzzedDataProvider data) {
    StringBuilder text = new StringBuilder();
    while (data.remainingBytes() > 0) {
      text.append(data.pickValue(BEGINNINGS))
          .append(data.pickValue(BEGINNINGS))
          .append(data.consumeString(40))
          .append('\n');
    }
    StatusLine line = StatusReply.parse(text.toString()).line();
    if (line != null) {
      assertThat(text).contains(line.text());
    }
  }
}
