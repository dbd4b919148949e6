package dev.ghostwatch.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.model.EtaReason;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Documents and people read the same. */
class EtaReasonTest {
  @ParameterizedTest
  @EnumSource
  void theEnglishOfDocumentsIsThatForPeople(EtaReason reason) {
    assertThat(reason.english(List.of("12", "34")))
        .isEqualTo(Texts.of(Language.EN).get(reason.key(), "12", "34"));
  }
}
