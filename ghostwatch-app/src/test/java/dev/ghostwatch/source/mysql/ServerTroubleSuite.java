package dev.ghostwatch.source.mysql;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ghostwatch.model.server.ServerFigures;
import dev.ghostwatch.model.server.ServerFigures.Reach;
import dev.ghostwatch.source.mysql.ServerSource.Limits;
import dev.ghostwatch.testing.database.Relay;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Servers that are away, hang, cut the connection or take too long. */
abstract class ServerTroubleSuite extends ServerWaitsSuite {
  @Test
  void aServerThatDropsPacketsIsGivenUpInTimeAndAskedEverLessOften() throws Exception {
    Relay relay = keep(new Relay(pair.primary()));
    ServerPoller poller =
        poller(
            ServerSource.of("db1", "127.0.0.1", relay.port(), "g", () -> "g")
                .withLimits(new Limits(Duration.ofMillis(800), Duration.ofMillis(800))));
    Instant now = Instant.now();
    ServerFigures before = poller.poll(now);
    assertThat(before.reach()).isEqualTo(Reach.ANSWERS);
    relay.drop(true);
    long start = System.nanoTime();
    ServerFigures silent = poller.poll(now.plusSeconds(5));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
    assertThat(silent.reach()).isEqualTo(Reach.AWAY);
    assertThat(silent.identity()).isEqualTo(before.identity());
    assertThat(silent.load()).isNull();
    assertThat(silent.nextTryAt()).isEqualTo(now.plusSeconds(6));
    assertThat(texts(silent))
        .containsExactly(
            "db1 (127.0.0.1:"
                + relay.port()
                + ") did not answer SHOW GLOBAL STATUS within 1200 ms: it hangs, or packets are"
                + " dropped on the way. The connection was given up; it is tried again, ever less"
                + " often.");
    ServerFigures hanging = poller.poll(now.plusSeconds(10));
    assertThat(hanging.nextTryAt()).isEqualTo(now.plusSeconds(12));
    assertThat(texts(hanging))
        .containsExactly(
            "db1 (127.0.0.1:"
                + relay.port()
                + ") did not answer within 800 ms: packets are dropped on the way, or the server"
                + " hangs. Nothing is read from it; it is tried again, ever less often. Check"
                + " firewall, address and server.");
    start = System.nanoTime();
    assertThat(poller.poll(now.plusSeconds(11))).isEqualTo(at(hanging, now.plusSeconds(11)));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(200));
    relay.drop(false);
    assertThat(poller.poll(now.plusSeconds(20)).reach()).isEqualTo(Reach.ANSWERS);
  }

  private static ServerFigures at(ServerFigures figures, Instant now) {
    return ServerFigures.of(figures.name(), figures.address(), now)
        .reach(figures.reach())
        .nextTryAt(figures.nextTryAt())
        .identity(figures.identity())
        .problems(figures.problems())
        .build();
  }

  @Test
  void aConnectionThatWasCutIsMadeAgainInTheSamePoll() throws Exception {
    Relay relay = keep(new Relay(pair.primary()));
    ServerPoller poller = poller(ServerSource.of("db1", "127.0.0.1", relay.port(), "g", () -> "g"));
    Instant now = Instant.now();
    poller.poll(now);
    relay.cut();
    ServerFigures figures = poller.poll(now.plusSeconds(5));
    assertThat(figures.reach()).isEqualTo(Reach.ANSWERS);
    assertThat(troubles(figures)).isEmpty();
    relay.close();
    ServerFigures gone = poller.poll(now.plusSeconds(10));
    assertThat(gone.reach()).isEqualTo(Reach.AWAY);
    assertThat(texts(gone))
        .containsExactly(
            "db1 (127.0.0.1:"
                + relay.port()
                + ") refused the connection: nothing listens there. Nothing is read from it; it is"
                + " tried again, ever less often. Check that the server runs, and its address and"
                + " port.");
    assertThatThrownBy(() -> poller.rows("SELECT 1"))
        .hasMessage("server db1 at 127.0.0.1:" + relay.port() + " is not connected");
  }

  @Test
  void aQuestionThatTakesTooLongIsGivenUpByTheServerAndTheServerLeftAlone() throws Exception {
    pair.primary()
        .run(
            "USE gwshop",
            "CREATE VIEW gwshop.heartbeat AS SELECT NOW(6) AS ts, BENCHMARK(2000000000, SHA2('x',"
                + " 256)) AS server_id");
    ServerPoller poller =
        poller(
            source("db1", pair.primary())
                .withHeartbeat(HeartbeatTable.of("gwshop", "heartbeat"))
                .withLimits(new Limits(Duration.ofSeconds(2), Duration.ofMillis(500))));
    Instant now = Instant.now();
    ServerFigures figures = poller.poll(now);
    assertThat(figures.reach()).isEqualTo(Reach.BUSY);
    assertThat(figures.nextTryAt()).isEqualTo(now.plusSeconds(1));
    assertThat(requireNonNull(figures.load()).threadsRunning()).isPositive();
    assertThat(figures.heartbeat()).isNull();
    assertThat(texts(figures))
        .contains(
            "db1 is busy: gwshop.heartbeat took longer than 500 ms and was given up."
                + " The server is asked less often until it answers in time.");
    ServerFigures waiting = poller.poll(now.plusMillis(500));
    assertThat(waiting.reach()).isEqualTo(Reach.BUSY);
    assertThat(waiting.load()).isNull();
    pair.primary().run("DROP VIEW gwshop.heartbeat");
    ServerFigures without = poller.poll(now.plusSeconds(5));
    assertThat(without.reach()).isEqualTo(Reach.ANSWERS);
    assertThat(texts(without))
        .contains(
            "db1: gwshop.heartbeat cannot be read: error 1146: Table 'gwshop.heartbeat' doesn't"
                + " exist. Everything else is.");
  }
}
