package dev.ghostwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.simulator.Fault;
import dev.ghostwatch.testing.Ran;
import dev.ghostwatch.testing.TestWorld;
import dev.ghostwatch.testing.WholeAgent;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gh-ost that does not answer, as when its database hangs: the agent beside it knows more. */
class SilentGhostTest {
  @TempDir Path folder;
  private TestWorld world;
  private WholeAgent agent;

  @BeforeEach
  void build() throws IOException {
    world = new TestWorld(folder).impatient();
    world.faulty(new Fault.NeverAnswers(), world.socket("shop", "orders"));
    agent = new WholeAgent();
  }

  @AfterEach
  void close() throws Exception {
    agent.close();
    world.close();
  }

  @Test
  void statusShowsWhatTheAgentKnowsAndStillFails() throws IOException {
    agent.announce(folder);
    Ran ran = world.plain("status", "shop.orders");
    assertThat(ran.exit()).isEqualTo(4);
    assertThat(ran.err())
        .startsWith("ghostwatch: shop.orders: cannot ask unix:")
        .contains("connected, but no answer within");
    assertThat(ran.out())
        .startsWith("shop.orders  gh-ost does not answer; this is what the agent knows\n")
        .contains("last seen    2026-11-22 13:10:46 UTC: Copy: 466600/752865 62.0%;")
        .contains("\nlag, by all  gh-ost 0.01 s, status of db2 0.00 s")
        .contains("\ndb1 ")
        .contains("\nhost ");
  }

  @Test
  void withoutAnAgentAndOnOneLineThereIsOnlyTheError() throws IOException {
    assertThat(world.plain("status", "shop.orders").out()).isEmpty();
    agent.announce(folder);
    Ran ran = world.plain("status", "shop.orders", "--short");
    assertThat(ran.exit()).isEqualTo(4);
    assertThat(ran.out()).isEmpty();
  }
}
