package dev.ghostwatch.terminal.top;

import static dev.ghostwatch.terminal.top.TopRunsForTests.ended;
import static dev.ghostwatch.terminal.top.TopRunsForTests.look;
import static dev.ghostwatch.terminal.top.TopRunsForTests.model;
import static dev.ghostwatch.terminal.top.TopRunsForTests.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ghostwatch.client.command.Setting;
import dev.ghostwatch.model.Phrase;
import dev.ghostwatch.terminal.view.Key;
import dev.ghostwatch.text.Language;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys and looks as transitions: state in, state and effects out. */
class UpdateTest {
  private TopModel model;
  private final List<Effect> effects = new ArrayList<>();
  private final TopRun orders = run("orders", 40, "0.50", "migrating");
  private final TopRun customers = run("customers", 40, "9.00", "throttled, commanded by user");
  private final TopRun payments = ended("payments");

  @BeforeEach
  void begin() {
    model = model(look(40, payments, orders, customers));
  }

  private void press(Key... keys) {
    for (Key key : keys) {
      hear(new Message.Pressed(key));
    }
  }

  private void type(String text) {
    text.chars().forEach(letter -> press(new Key.Letter((char) letter)));
  }

  private void hear(Message message) {
    Update.Step step = Update.of(model, message);
    model = step.model();
    effects.addAll(step.effects());
  }

  private List<String> names() {
    return model.shown().stream().map(TopRun::name).toList();
  }

  private String chosen() {
    TopRun chosen = model.chosen();
    return chosen == null ? "nothing" : chosen.name();
  }

  @Test
  void whatRunsComesFirstAndTheFirstIsChosen() {
    assertThat(names()).containsExactly("shop.customers", "shop.orders", "shop.payments");
    assertThat(chosen()).isEqualTo("shop.customers");
  }

  @Test
  void arrowsAndLettersMoveTheChoiceAndStopAtTheEnds() {
    press(Key.Named.DOWN);
    assertThat(chosen()).isEqualTo("shop.orders");
    type("jjj");
    assertThat(chosen()).isEqualTo("shop.payments");
    type("kg");
    assertThat(chosen()).isEqualTo("shop.customers");
    type("Gk");
    assertThat(chosen()).isEqualTo("shop.orders");
    press(Key.Named.HOME, Key.Named.UP);
    assertThat(chosen()).isEqualTo("shop.customers");
  }

  @Test
  void theChoiceStaysWithItsRunWhenOthersComeAndGo() {
    press(Key.Named.DOWN);
    hear(new Message.Looked(look(45, run("accounts", 10, "0.01", "migrating"), orders)));
    assertThat(chosen()).isEqualTo("shop.orders");
    hear(new Message.Looked(look(50, customers)));
    assertThat(chosen()).isEqualTo("shop.customers");
    hear(new Message.Looked(look(55)));
    assertThat(model.selected()).isNull();
  }

  @Test
  void searchFiltersWhileItIsTypedAndEscapeTakesItBack() {
    type("/ORD");
    assertThat(names()).containsExactly("shop.orders");
    assertThat(chosen()).isEqualTo("shop.orders");
    // Letters that steer are letters here.
    type("t");
    assertThat(names()).isEmpty();
    assertThat(effects).isEmpty();
    press(Key.Named.BACKSPACE, Key.Named.ENTER);
    assertThat(model.dialog()).isNull();
    assertThat(names()).containsExactly("shop.orders");
    type("/x");
    press(Key.Named.ESCAPE);
    assertThat(model.search()).isEqualTo("ORD");
    press(Key.Named.ESCAPE);
    assertThat(names()).hasSize(3);
  }

  @Test
  void sortGoesThroughTheColumns() {
    List<String> firsts = new ArrayList<>();
    for (int i = 0; i < Sort.values().length; i++) {
      type("s");
      firsts.add(model.sort() + " " + names().getFirst());
    }
    assertThat(firsts)
        .contains("NAME shop.customers", "LAG shop.customers", "STARTED shop.customers")
        .hasSize(7);
    assertThat(model.sort()).isEqualTo(Sort.STARTED);
  }

  @Test
  void enterOpensAndEscapeCloses() {
    press(Key.Named.ENTER);
    assertThat(model.detail()).isTrue();
    type("jj");
    assertThat(model.scroll()).isEqualTo(2);
    type("kkkk");
    assertThat(model.scroll()).isZero();
    press(Key.Named.ESCAPE);
    assertThat(model.detail()).isFalse();
  }

  @Test
  void theDetailOfARunThatIsGoneClosesAndSaysSo() {
    press(Key.Named.ENTER);
    type("P");
    hear(new Message.Looked(look(50, orders)));
    assertThat(model.detail()).isFalse();
    assertThat(model.dialog()).isNull();
    assertThat(model.flash()).isEqualTo(new TopModel.Flash("top.gone", true, false));
  }

  @ParameterizedTest
  @CsvSource({
    "t, THROTTLE",
    "r, RESUME",
    "-, SLOW_DOWN",
    "+, SPEED_UP",
    "=, SPEED_UP",
    "p, POSTPONE"
  })
  void aKeySteersTheChosenRunInBothViews(String key, Change.Kind kind) {
    type(key);
    press(Key.Named.ENTER);
    type(key);
    Effect steer = new Effect.Steer(customers, new Change(kind, null), false);
    assertThat(effects).containsExactly(steer, steer);
    assertThat(model.flash()).isEqualTo(new TopModel.Flash("top.asking", true, true));
  }

  @Test
  void whatCameOfItIsSaidUntilTheNextKey() {
    hear(new Message.Steered(Change.of(Change.Kind.THROTTLE), false, false, "refused"));
    assertThat(model.flash()).isEqualTo(new TopModel.Flash("refused", false, false));
    press(Key.Named.DOWN);
    assertThat(model.flash()).isNull();
  }

  @Test
  void aRunThatHasEndedIsNotSteered() {
    type("Gt");
    type("P");
    assertThat(effects).isEmpty();
    assertThat(model.dialog()).isNull();
    assertThat(model.flash()).isEqualTo(new TopModel.Flash("top.hasEnded", true, false));
    model = model(look(1));
    type("t");
    assertThat(model.flash()).isEqualTo(new TopModel.Flash("top.nothingChosen", true, false));
  }

  @ParameterizedTest
  @CsvSource({"c, CUT_OVER, customers", "P, PANIC, shop.customers"})
  void whatCannotBeUndoneWantsTheName(String key, Change.Kind kind, String name) {
    type(key);
    press(Key.Named.ENTER);
    assertThat(model.flash()).isEqualTo(new TopModel.Flash("top.notConfirmed", true, false));
    type(key);
    type("orders");
    press(Key.Named.ENTER);
    type(key);
    type(name);
    press(Key.Named.ESCAPE);
    assertThat(effects).isEmpty();
    type(key);
    type(name + "x");
    press(Key.Named.BACKSPACE, Key.Named.ENTER);
    assertThat(effects).containsExactly(new Effect.Steer(customers, new Change(kind, null), false));
  }

  /** A look that comes while the name is typed must not put another run in its place. */
  @Test
  void theConfirmationStaysWithTheRunItWasAskedFor() {
    type("P");
    hear(new Message.Looked(look(45, orders)));
    type("customers");
    press(Key.Named.ENTER);
    assertThat(effects)
        .containsExactly(new Effect.Steer(customers, new Change(Change.Kind.PANIC, null), false));
  }

  @Test
  void aSettingIsChosenTypedShownAndConfirmed() {
    type("ej");
    press(Key.Named.UP, Key.Named.ENTER);
    assertThat(model.dialog())
        .isEqualTo(new Dialog.TypeValue(customers, Setting.CHUNK_SIZE, "1000", "1000"));
    press(Key.Named.BACKSPACE);
    type("50");
    press(Key.Named.ENTER);
    Change change = new Change(Change.Kind.SET, "chunk-size=10050");
    assertThat(effects).containsExactly(new Effect.Steer(customers, change, true));
    // Nothing is confirmed before it was seen.
    press(Key.Named.ENTER);
    type("y");
    assertThat(effects).hasSize(1);
    hear(new Message.Steered(change, true, true, "chunk-size 1000 -> 10050"));
    assertThat(model.dialog())
        .isEqualTo(
            new Dialog.Confirm(
                customers, Setting.CHUNK_SIZE, "10050", "chunk-size 1000 -> 10050", true));
    type("y");
    assertThat(effects).last().isEqualTo(new Effect.Steer(customers, change, false));
    assertThat(model.dialog()).isNull();
  }

  @Test
  void aValueThatIsNoneCannotBeConfirmed() {
    type("e");
    press(Key.Named.ENTER);
    type("x");
    press(Key.Named.ENTER);
    effects.clear();
    Change change = new Change(Change.Kind.SET, "chunk-size=1000x");
    hear(new Message.Steered(change, true, false, "no number"));
    press(Key.Named.ENTER);
    assertThat(effects).isEmpty();
    assertThat(model.dialog()).isNull();
    // Any other key than yes leaves a good one too.
    type("e");
    press(Key.Named.ENTER, Key.Named.ENTER);
    hear(new Message.Steered(change, true, true, "1000 -> 1000"));
    effects.clear();
    type("n");
    assertThat(effects).isEmpty();
    assertThat(model.dialog()).isNull();
  }

  @Test
  void theLanguageIsSwitchedAndTheHelpShown() {
    type("l");
    assertThat(model.language()).isEqualTo(Language.ZH);
    type("l?");
    assertThat(model.language()).isEqualTo(Language.EN);
    assertThat(model.dialog()).isEqualTo(new Dialog.Help());
    type("q");
    assertThat(model.dialog()).isNull();
    assertThat(effects).isEmpty();
  }

  @Test
  void quitsAndRedraws() {
    type("q");
    press(Key.Named.REDRAW);
    hear(new Message.Resized());
    type("P");
    press(Key.Named.INTERRUPT);
    assertThat(effects)
        .containsExactly(
            new Effect.Quit(), new Effect.Redraw(), new Effect.Redraw(), new Effect.Quit());
    IllegalStateException cause = new IllegalStateException("broken");
    assertThatThrownBy(() -> hear(new Message.Crashed(cause))).hasRootCause(cause);
  }

  @Test
  void eventsTellWhatChangedBetweenLooks() {
    TopRun slower = run("orders", 45, "0.50", "throttled, lag=3.100000s");
    hear(new Message.Looked(look(45, slower)));
    // Another figure is no other reason.
    hear(new Message.Looked(look(50, run("orders", 50, "0.50", "throttled, lag=4.200000s"))));
    hear(new Message.Looked(look(55, run("orders", 55, "0.50", "migrating"))));
    assertThat(model.events(orders).stream().map(happening -> happening.what()))
        .containsExactly(
            Phrase.of("top.event.seen"),
            Phrase.of("state.THROTTLED"),
            Phrase.of("state.MIGRATING"));
    TopRun alerted =
        new TopRun(
            slower.snapshot(),
            slower.state(),
            null,
            List.of(new TopRun.TopAlert("HighLag", "warning", "lag 48s")));
    hear(new Message.Looked(look(60, alerted)));
    hear(new Message.Looked(look(65, slower)));
    assertThat(model.events(orders).stream().map(happening -> happening.what()))
        .endsWith(
            Phrase.of("top.event.alert", "HighLag", "lag 48s"),
            Phrase.of("top.event.alertEnded", "HighLag"));
  }
}
