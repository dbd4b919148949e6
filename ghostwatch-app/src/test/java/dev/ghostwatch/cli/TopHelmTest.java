package dev.ghostwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.client.value.TableName;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.simulator.GhostDialect;
import dev.ghostwatch.simulator.SimulatedMigration;
import dev.ghostwatch.simulator.Stories;
import dev.ghostwatch.simulator.Story;
import dev.ghostwatch.terminal.top.Change;
import dev.ghostwatch.terminal.top.Message;
import dev.ghostwatch.terminal.top.TopRun;
import dev.ghostwatch.testing.TestWorld;
import dev.ghostwatch.testing.Wire;
import dev.ghostwatch.text.Language;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the dashboard does to a migration is what the commands do. */
class TopHelmTest {
  @TempDir Path folder;
  private TestWorld world;
  private final List<TopRun> steered = new ArrayList<>();

  @BeforeEach
  void build() {
    world = new TestWorld(folder);
  }

  @AfterEach
  void close() throws Exception {
    world.close();
  }

  private Message.Steered steer(TopRun run, Change change, boolean dryRun, Language language)
      throws InterruptedException {
    CommandCatalogue catalogue =
        new CommandCatalogue(
            (_, _) -> {
              throw new IOException("no stage in this test");
            },
            (_, _) -> {
              throw new IOException("no agent in this test");
            },
            bytes -> {
              throw new IllegalStateException("no token in this test");
            });
    CliContext context =
        world.context(OutputStream.nullOutputStream(), OutputStream.nullOutputStream());
    return new TopHelm(catalogue, context, steered::add).steer(run, change, dryRun, language);
  }

  private Message.Steered steer(Change change) throws InterruptedException {
    return steer(run("orders"), change, false, Language.EN);
  }

  /** As the dashboard knows it; the socket is that of {@code shop.orders}. */
  private TopRun run(String table) {
    Snapshot snapshot =
        Snapshot.of()
            .table(new TableName("shop", table))
            .endpoint("unix:" + world.socket("shop", "orders"))
            .build();
    return TopRuns.of(snapshot);
  }

  @Test
  void throttlesAndResumesWithReadBackAndAudit() throws InterruptedException {
    SimulatedMigration migration =
        world.orders(GhostDialect.V1_1_10, Story.healthy(), Duration.ofMinutes(2));
    Message.Steered throttled = steer(new Change(Change.Kind.THROTTLE, null));
    assertThat(throttled.good()).isTrue();
    assertThat(throttled.text())
        .isEqualTo("shop.orders: told to throttle; now: throttled: commanded by a user");
    assertThat(steer(new Change(Change.Kind.RESUME, null)).text())
        .isEqualTo("shop.orders: told to go on; now: migrating");
    assertThat(Wire.lines(migration)).contains("throttle=orders", "no-throttle=orders");
    assertThat(world.auditLines()).hasSize(2);
    assertThat(world.auditLines().getFirst())
        .contains("\"user\":\"tester\"", "\"command\":\"throttle=orders\"");
    assertThat(steered).hasSize(2);
  }

  @Test
  void aSettingIsShownFirstAndThenSet() throws InterruptedException {
    SimulatedMigration migration =
        world.orders(GhostDialect.V1_1_10, Story.healthy(), Duration.ofMinutes(2));
    Change change = new Change(Change.Kind.SET, "chunk-size=500");
    Message.Steered preview = steer(run("orders"), change, true, Language.EN);
    assertThat(preview)
        .isEqualTo(
            new Message.Steered(
                change,
                true,
                true,
                "shop.orders: chunk-size 1000 -> 500 (dry run, nothing was sent)"));
    assertThat(Wire.lines(migration)).doesNotContain("chunk-size=500");
    assertThat(world.auditLines()).isEmpty();
    assertThat(steered).isEmpty();
    assertThat(steer(change).text()).isEqualTo("shop.orders: chunk-size 1000 -> 500");
    assertThat(Wire.lines(migration)).contains("chunk-size=500");
    Message.Steered bad =
        steer(run("orders"), new Change(Change.Kind.SET, "chunk-size=many"), true, Language.EN);
    assertThat(bad.good()).isFalse();
    assertThat(bad.text()).contains("chunk-size", "a whole number from 10 to 100000");
  }

  @Test
  void speedGoesByTheLadder() throws InterruptedException {
    world.orders(GhostDialect.V1_1_10, Story.healthy(), Duration.ofMinutes(2));
    assertThat(steer(new Change(Change.Kind.SLOW_DOWN, null)).text())
        .isEqualTo("shop.orders: chunk-size 1000 -> 500\nshop.orders: nice-ratio 0 -> 1");
    assertThat(steer(new Change(Change.Kind.SPEED_UP, null)).good()).isTrue();
  }

  @Test
  void cutOverAndPanicAreNotAskedForTwice() throws InterruptedException {
    SimulatedMigration migration =
        world.orders(
            GhostDialect.V1_1_10, Stories.byName("postponed").rows(20_000), Duration.ofSeconds(60));
    assertThat(steer(new Change(Change.Kind.CUT_OVER, null)).text())
        .startsWith("shop.orders: gh-ost was told to cut over.");
    assertThat(Wire.lines(migration)).contains("unpostpone=orders");
  }

  /** A socket may serve another run by now. */
  @Test
  void anotherTableAtTheSameSocketIsLeftAlone() throws InterruptedException {
    SimulatedMigration migration =
        world.orders(GhostDialect.V1_1_10, Story.healthy(), Duration.ofMinutes(2));
    Message.Steered refused =
        steer(run("customers"), new Change(Change.Kind.PANIC, null), false, Language.EN);
    assertThat(refused.good()).isFalse();
    assertThat(refused.text()).contains("shop.customers", "shop.orders");
    assertThat(Wire.lines(migration)).noneMatch(line -> line.startsWith("panic"));
    assertThat(migration.outcome()).isEmpty();
  }

  @Test
  void itSpeaksTheLanguageOfTheDashboard() throws InterruptedException {
    world.orders(GhostDialect.V1_1_10, Story.healthy(), Duration.ofMinutes(2));
    assertThat(
            steer(run("orders"), new Change(Change.Kind.THROTTLE, null), false, Language.ZH).text())
        .contains("shop.orders", "限流");
  }

  @Test
  void aGhostThatIsGoneOrHasNoSocketIsSaidSo() throws InterruptedException {
    Message.Steered gone = steer(new Change(Change.Kind.THROTTLE, null));
    assertThat(gone.good()).isFalse();
    assertThat(gone.text()).contains("shop.orders");
    TopRun nowhere = TopRuns.of(Snapshot.of().table(new TableName("shop", "orders")).build());
    assertThat(steer(nowhere, new Change(Change.Kind.THROTTLE, null), false, Language.EN).text())
        .isEqualTo("shop.orders has no control interface that is known, so it cannot be steered.");
  }

  @Test
  void withoutATerminalTheDashboardSaysWhatElseThereIs() {
    var ran = world.plain("top");
    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err())
        .isEqualTo(
            "ghostwatch: top needs a terminal on standard input and output. For scripts and pipes:"
                + " 'ghostwatch ps', 'ghostwatch status' or 'ghostwatch watch --json'.\n");
    assertThat(world.plain("top", "--sort", "size").err())
        .isEqualTo(
            "ghostwatch: cannot sort by size. There are: started, name, progress, ends, rate, lag,"
                + " trouble.\n");
  }
}
