package dev.ghostwatch.client.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Selectors are lent again when nothing of an earlier exchange is left in them. */
class SelectorsTest {
  private final Selectors selectors = new Selectors();

  @Test
  void oneThatWasGivenBackIsLentAgain() throws Exception {
    Selector first = selectors.borrow();
    Selector other = selectors.borrow();
    assertThat(other).isNotSameAs(first);
    selectors.giveBack(first);
    assertThat(selectors.borrow()).isSameAs(first);
    other.close();
    first.close();
  }

  @Test
  void aChannelThatWasClosedIsLetGoOf() throws Exception {
    Selector lent = selectors.borrow();
    Pipe pipe = Pipe.open();
    pipe.source().configureBlocking(false).register(lent, SelectionKey.OP_READ);
    pipe.source().close();
    pipe.sink().close();
    selectors.giveBack(lent);
    assertThat(lent.keys()).isEmpty();
    assertThat(selectors.idle()).isEqualTo(1);
    lent.close();
  }

  @Test
  void oneWithAChannelThatIsStillOpenIsNotLentAgain() throws Exception {
    Selector lent = selectors.borrow();
    Pipe pipe = Pipe.open();
    pipe.source().configureBlocking(false).register(lent, SelectionKey.OP_READ);
    selectors.giveBack(lent);
    assertThat(lent.isOpen()).isFalse();
    assertThat(selectors.idle()).isZero();
    pipe.source().close();
    pipe.sink().close();
  }

  @Test
  void noMoreThanAreUsedAtOneTimeAreKept() throws Exception {
    List<Selector> many = new ArrayList<>();
    for (int i = 0; i < 70; i++) {
      many.add(selectors.borrow());
    }
    for (Selector each : many) {
      selectors.giveBack(each);
    }
    assertThat(selectors.idle()).isEqualTo(64);
    assertThat(many).filteredOn(Selector::isOpen).hasSize(64);
    while (selectors.idle() > 0) {
      selectors.borrow().close();
    }
  }
}
