package dev.ghostwatch.client.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CapabilitiesTest {

  private static final Capabilities OLDEST = Capabilities.parse(HelpTexts.OLDEST);
  private static final Capabilities NEWEST = Capabilities.parse(HelpTexts.NEWEST);

  @Test
  void helpListsTheCommandsInOrder() {
    assertThat(OLDEST.names())
        .containsExactly(
            "status",
            "sup",
            "chunk-size",
            "nice-ratio",
            "critical-load",
            "max-lag-millis",
            "replication-lag-query",
            "max-load",
            "throttle-query",
            "throttle-control-replicas",
            "throttle",
            "no-throttle",
            "unpostpone",
            "panic",
            "help");
    assertThat(NEWEST.names()).hasSize(22).contains("coordinates", "postpone-cut-over-flag-file");
  }

  @ParameterizedTest
  @EnumSource
  void theOldestReleaseIsNeverAskedForASetting(Setting setting) {
    assertThat(OLDEST.question(setting)).isEmpty();
    assertThat(OLDEST.checksTableNames()).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void aReleaseThatDocumentsTheQuestionMarkIsAsked(Setting setting) {
    assertThat(NEWEST.question(setting))
        .map(SettingQuestion::wire)
        .contains(setting.wireName() + "=?");
    assertThat(NEWEST.checksTableNames()).isTrue();
  }

  @Test
  void aSettingThatHelpDoesNotListIsNotAsked() {
    Capabilities capabilities =
        Capabilities.parse(HelpTexts.NEWEST.replaceAll("(?m)^dml-batch-size.*\n", ""));
    assertThat(capabilities.question(Setting.DML_BATCH_SIZE)).isEmpty();
    assertThat(capabilities.question(Setting.CHUNK_SIZE)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Unknown command: help",
        "chunk-size",
        "chunk-size=1000",
        "chunk-size= # x",
        "- use '?' (question mark) as argument to get info rather than set.",
        "throttle-query: select 1 # a query",
        "[info] use '?' as argument to get info rather than set",
        "\u0000\ufffd chunk-size # x"
      })
  void fromATextThatIsNoHelpComesNothing(String text) {
    Capabilities capabilities = Capabilities.parse(text);
    assertThat(capabilities.names()).isEmpty();
    assertThat(capabilities.documentsQuestionMark()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "status, status",
    "info, status",
    "sup, sup",
    " help , help",
    "coordinates, coordinates",
    "applier, applier",
    "inspector, inspector",
    "chunk-size=?, chunk-size=?",
    "throttle-query = ?, throttle-query=?"
  })
  void aQuestionIsAllowed(String text, String wire) {
    assertThat(NEWEST.reading(text))
        .isInstanceOfSatisfying(
            Reading.Allowed.class, allowed -> assertThat(allowed.command().wire()).isEqualTo(wire));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "chunk-size",
        "throttle-query",
        "throttle-http",
        "max-load",
        "chunk-size=",
        "chunk-size=500",
        "throttle-query=select 1",
        "panic",
        "panic=?",
        "throttle",
        "throttle=?",
        "no-throttle=?",
        "unpostpone=?",
        "cut-over=?",
        "postpone-cut-over-flag-file=?",
        "cpu-profile",
        "cpu-profile=?",
        "replication-lag-query=?",
        "lag",
        "SUP",
        "sup=?",
        "status verbose",
        "sup\npanic",
        "sup;panic",
        "chunk-size=?\npanic",
        "chunk-size=??",
        "\"chunk-size\"=?",
        "pause",
        "\u001b[31mred"
      })
  void anythingElseIsRefusedWithAReason(String text) {
    assertThat(NEWEST.reading(text))
        .isInstanceOfSatisfying(
            Reading.Refused.class,
            refused ->
                assertThat(refused.why().text()).isNotBlank().doesNotContain("\u001b", "\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "chunk-size=? | does not know '?'",
        "dml-batch-size=? | does not list dml-batch-size",
        "coordinates | too old",
        "throttle-query | would clear the setting",
        "chunk-size | is an error",
        "panic=? | ghostwatch panic"
      })
  void theReasonSaysWhatWouldHappen(String text, String part) {
    assertThat(OLDEST.reading(text))
        .isInstanceOfSatisfying(
            Reading.Refused.class, refused -> assertThat(refused.why().text()).contains(part));
  }

  @Test
  void withoutHelpOnlyTheFixedQuestionsRemain() {
    assertThat(Capabilities.none().reading("status")).isInstanceOf(Reading.Allowed.class);
    assertThat(Capabilities.none().reading("chunk-size=?")).isInstanceOf(Reading.Refused.class);
  }
}
