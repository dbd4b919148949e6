package dev.ghostwatch.client.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.ghostwatch.client.command.Answer;
import dev.ghostwatch.client.status.StatusReply;

class StatusReplyFuzzTest {

  @FuzzTest
  void aReplyIsAlwaysRead(FuzzedDataProvider data) {
    String text = data.consumeRemainingAsString();
    StatusReply reply = StatusReply.parse(text);
    assertThat(reply.text()).isEqualTo(text);
    assertThat(reply.otherLines()).allMatch(text::contains);
    if (reply.hints() != null && reply.hints().table() != null) {
      assertThat(text).contains("`" + reply.hints().table().table() + "`");
    }
    assertThat(Answer.of("status", text)).isNotNull();
  }
}
