package dev.ghostwatch.alert.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ghostwatch.document.Shape;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expressions over declared fields. */
class ExpressionTest {
  private record Lag(@Nullable Double seconds, @Nullable Long rows) {}

  private record Server(String name, @Nullable Double lag) {}

  private record Thing(
      @Nullable String state,
      @Nullable Lag lag,
      @Nullable Collection<Server> servers,
      Map<String, Long> loads,
      @Nullable Instant at) {}

  private static final Shape<Lag> LAG =
      Shape.<Lag>named("lag").decimal("seconds", Lag::seconds).number("rows", Lag::rows);
  private static final Shape<Server> SERVER =
      Shape.<Server>named("database server").text("name", Server::name).decimal("lag", Server::lag);
  private static final Vocabulary<Thing> VOCABULARY =
      new Vocabulary<>(
          Shape.<Thing>named("thing")
              .text("state", Thing::state)
              .part("lag", LAG, Thing::lag)
              .parts("servers", SERVER, Thing::servers)
              .numbers("loads", Thing::loads)
              .time("at", Thing::at));

  private static final Thing KNOWN =
      new Thing(
          "migrating",
          new Lag(7.25, 12L),
          List.of(new Server("a", 1.0), new Server("b", null)),
          Map.of("Threads_running", 50L),
          Instant.parse("2026-11-22T13:08:06Z"));
  private static final Thing EMPTY = new Thing(null, null, null, Map.of(), null);

  private static Result ask(String expression, Thing thing) throws ExpressionException {
    return VOCABULARY.value(expression).evaluate(thing);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          lag.seconds > 5                                          | true
          lag.seconds > 5.0 && state != 'postponing cut-over'       | true
          lag.rows > 11.5                                          | true
          lag.rows / 5                                             | 2
          servers.exists(s, s.name == 'a' && s.lag < 2)            | true
          servers.filter(s, s.name != 'a').size()                  | 1
          has(lag.seconds)                                         | true
          loads['Threads_running'] >= 50                           | true
          at < timestamp('2026-11-22T14:00:00Z')                   | true
          timestamp('2026-11-22T14:08:06Z') - at == duration('1h') | true
          percent(0.425)                                           | 42.5%
          span(3725)                                               | 1h2m5s
          bytes(1610612736)                                        | 1.5 GiB
          """)
  void computes(String expression, String value) throws ExpressionException {
    assertThat(VOCABULARY.value(expression).shown(KNOWN)).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          lag.seconds > 5
          !(lag.seconds > 5)
          state == 'x'
          lag.seconds > 5 || state == 'x'
          servers.size() > 0
          at > timestamp('2026-11-22T14:00:00Z')
          lag.seconds > 5 ? true : false
          """)
  void isUnknownWithoutData(String expression) throws ExpressionException {
    assertThat(ask(expression, EMPTY)).isEqualTo(new Result.Unknown());
  }

  @Test
  void isKnownWhereTheRestDecides() throws ExpressionException {
    assertThat(ask("lag.seconds > 5 && false", EMPTY)).isEqualTo(new Result.Known(false));
    assertThat(ask("true || lag.seconds > 5", EMPTY)).isEqualTo(new Result.Known(true));
    assertThat(ask("has(lag.seconds)", EMPTY)).isEqualTo(new Result.Known(false));
    assertThat(ask("servers.exists(s, s.lag > 9)", KNOWN)).isEqualTo(new Result.Unknown());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          lag.seconds > 5 && state != 'x'
          lag.rows / (lag.rows - 12) > 0
          servers.size() > 0 && servers.exists(s, s.lag > 1)
          has(lag.seconds) || state == 'x'
          at < timestamp('2026-11-22T14:00:00Z')
          state == 'x' ? 'none' : state
          """)
  void whatItSaidOfOthersNeverStandsForAnother(String text) throws ExpressionException {
    List<Thing> things = new ArrayList<>(List.of(KNOWN, EMPTY));
    for (int i = 0; i < 250; i++) {
      things.add(
          new Thing(
              i % 3 == 0 ? null : i % 3 == 1 ? "x" : "y",
              i % 5 == 0 ? null : new Lag(i % 7 == 0 ? null : i % 11 / 1.0, i % 17L),
              i % 4 == 0 ? List.of() : List.of(new Server("a", i % 3 / 1.0)),
              Map.of(),
              i % 2 == 0 ? null : Instant.EPOCH.plusSeconds(i % 19)));
    }
    List<Result> expected = new ArrayList<>();
    for (Thing thing : things) {
      expected.add(VOCABULARY.value(text).evaluate(thing));
    }
    Expression<Thing> asked = VOCABULARY.value(text);
    // Often enough that an expression whose figures are new each time gives up looking up.
    for (int round = 0; round < 8; round++) {
      assertThat(things).map(asked::evaluate).isEqualTo(expected);
    }
  }

  @Test
  void anErrorIsAResult() throws ExpressionException {
    assertThat(ask("lag.rows / 0 > 1", KNOWN)).isEqualTo(new Result.Failed("/ by zero"));
    assertThat(ask("loads['other'] > 1", KNOWN)).isInstanceOf(Result.Failed.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          lag.second > 5       | second  | seconds
          lagg.seconds > 5     | lagg    | lag
          servers[0].nam == '' | nam     | name
          """)
  void namesTheFieldThatWasMeant(String expression, String word, String nearest) {
    assertThatThrownBy(() -> VOCABULARY.condition(expression))
        .isInstanceOfSatisfying(
            ExpressionException.class,
            e -> {
              assertThat(e.problems().getFirst().word()).isEqualTo(word);
              assertThat(e.problems().getFirst().nearest()).isEqualTo(nearest);
            });
  }

  @Test
  void refusesWhatIsNoCondition() {
    assertThatThrownBy(() -> VOCABULARY.condition("lag.rows + 1"))
        .hasMessageContaining("expected type 'bool' but found 'int'");
    assertThatThrownBy(() -> VOCABULARY.condition("lag.rows > 'x'"))
        .hasMessageContaining("no matching overload for '>' applied to '(int, string)'");
    assertThatThrownBy(() -> VOCABULARY.condition("lag.rows >\n"))
        .isInstanceOf(ExpressionException.class);
  }

  @Test
  void tellsWhatItLookedAt() throws ExpressionException {
    Expression<Thing> expression =
        VOCABULARY.condition("lag.seconds > 5.0 && state != 'lag.rows' && servers.size() > 1");
    assertThat(expression.inputs(KNOWN))
        .isEqualTo(Map.of("lag.seconds", "7.25", "state", "migrating", "servers", "a, b"));
    assertThat(expression.inputs(EMPTY))
        .isEqualTo(Map.of("lag.seconds", "?", "state", "?", "servers", "?"));
  }

  @Test
  void fillsTexts() throws ExpressionException {
    Template<Thing> template =
        Template.of("{state}: {span(lag.seconds)} {{not}} {lag.rows}", VOCABULARY);
    assertThat(template.about(KNOWN)).isEqualTo("migrating: 7.25s {not} 12");
    assertThat(template.about(EMPTY)).isEqualTo("?: ? {not} ?");
    assertThatThrownBy(() -> Template.of("a {state", VOCABULARY))
        .hasMessage("'{' is not closed; write {{ for a brace");
    assertThatThrownBy(() -> Template.of("{lag.sconds}", VOCABULARY))
        .isInstanceOf(ExpressionException.class);
  }
}
