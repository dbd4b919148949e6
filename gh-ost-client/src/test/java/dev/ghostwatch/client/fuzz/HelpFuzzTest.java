package dev.ghostwatch.client.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.ghostwatch.client.command.Capabilities;
import dev.ghostwatch.client.command.Reading;
import dev.ghostwatch.client.command.Setting;

class HelpFuzzTest {

  @FuzzTest
  void aHelpTextIsAlwaysReadAndAllowsNoMoreThanItSays(FuzzedDataProvider data) {
    String question = data.consumeString(30);
    String text = data.consumeRemainingAsString();
    Capabilities capabilities = Capabilities.parse(text);
    assertThat(capabilities.names()).allMatch(text::contains);
    if (!text.contains("'?'")) {
      assertThat(Setting.values()).noneMatch(setting -> capabilities.question(setting).isPresent());
    }
    if (capabilities.reading(question) instanceof Reading.Allowed allowed) {
      assertThat(allowed.command().wire())
          .matches("help|status|sup|coordinates|applier|inspector|[a-z-]+=\\?");
    }
  }
}
