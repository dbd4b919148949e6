package dev.ghostwatch.config.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Conditions on labels, as Alertmanager's own parser takes them. */
class MatchersTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "foo=bar                    | {foo=\"bar\"}",
        "{foo = \"bar\", dings != \"bums\", } | {dings!=\"bums\",foo=\"bar\"}",
        "foo=bar,dings!=bums        | {dings!=\"bums\",foo=\"bar\"}",
        "{quote=\"She said: \\\"Hi, ladies! That's gender-neutral…\\\"\"} | {quote=\"She said: \\\"Hi, ladies! That's gender-neutral…\\\"\"}",
        "statuscode=~\"5..\"        | {statuscode=~\"5..\"}",
        "tricky=~~~                 | {tricky=~\"~~\"}",
        "foo=bar=baz                | {foo=\"bar=baz\"}",
        "foo=bar\\nbaz              | {foo=\"bar\\nbaz\"}",
        "foo=\\w                    | {foo=\"\\\\w\"}",
        "foo=\"b=\\\"a\\\\z\"       | {foo=\"b=\\\"a\\\\z\"}",
        "foo=                       | {foo=\"\"}",
        "foo!~a|b                   | {foo!~\"a|b\"}",
      })
  void areReadAsAlertmanagerReadsThem(String text, String expected) throws MatcherException {
    assertThat(Matchers.parse(text)).hasToString(expected);
    assertThat(Matchers.parse(Matchers.parse(text).toString())).isEqualTo(Matchers.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "foo",
        "=bar",
        "1foo=bar",
        "foo=\"bar",
        "foo=bar\"",
        "foo=b\"a\"r",
        "fö=bar",
        "foo==~\"(\"x"
      })
  void othersAreNone(String text) {
    assertThatThrownBy(() -> Matchers.parse(text)).isInstanceOf(MatcherException.class);
  }

  @Test
  void aMissingLabelIsAnEmptyOne() throws MatcherException {
    assertThat(matches("a=\"\"", Map.of())).isTrue();
    assertThat(matches("a!=x", Map.of())).isTrue();
    assertThat(matches("a=~.*", Map.of())).isTrue();
    assertThat(matches("a=~.+", Map.of())).isFalse();
    assertThat(matches("a!~x|y", Map.of("a", "xy"))).isTrue();
    assertThat(matches("a=~x|y", Map.of("a", "xy"))).isFalse();
    assertThat(Matchers.parse("a=~.*,b!=x").matchEverything()).isTrue();
    assertThat(Matchers.parse("a=~.*,b=x").matchEverything()).isFalse();
  }

  @Test
  void anExpressionThatTakesForeverFitsNothing() throws MatcherException {
    Map<String, String> labels = Map.of("a", "a".repeat(60));
    assertThat(matches("a=~(a+)+b", labels)).isFalse();
    assertThat(matches("a!~(a+)+b", labels)).isFalse();
    assertThat(matches("a=~(a+)+", labels)).isTrue();
  }

  private static boolean matches(String text, Map<String, String> labels) throws MatcherException {
    return Matchers.parse(text).match(labels::get);
  }
}
