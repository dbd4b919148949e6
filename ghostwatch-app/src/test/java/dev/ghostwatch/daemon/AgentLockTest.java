package dev.ghostwatch.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The PID file and its lock within one process. */
class AgentLockTest {
  private static final Instant NOW = Instant.parse("2026-11-22T13:08:06Z");

  @TempDir Path folder;
  private PidFile file;

  @BeforeEach
  void build() {
    file = new PidFile(folder.resolve("a/gw.pid"), new Processes(Path.of("/proc")));
  }

  @Test
  void oneAgentHoldsTheFile() throws Exception {
    long pid = ProcessHandle.current().pid();
    try (AgentLock lock = AgentLock.acquire(file, NOW, "1.0", Path.of("/etc/c.yaml"))) {
      assertThat(lock.replaced()).isEqualTo(new PidFile.Found.Nothing());
      assertThat(Files.readString(file.path())).startsWith(pid + "\n");
      assertThat(file.running()).isEqualTo(lock.agent());
      assertThat(lock.agent().isReady()).isFalse();
      lock.ready(NOW.plusSeconds(1), "http://[::1]:8970");
      AgentRecord shown = Objects.requireNonNull(file.running());
      assertThat(shown.isReady()).isTrue();
      assertThat(shown.address()).isEqualTo("http://[::1]:8970");
      assertThat(shown.config()).isEqualTo("/etc/c.yaml");
      assertThat(shown.since()).isEqualTo(NOW);

      AgentRunsException refused =
          catchThrowableOfType(
              AgentRunsException.class, () -> AgentLock.acquire(file, NOW, "1.0", null));
      assertThat(refused.agent()).isEqualTo(shown);
      assertThat(refused).hasMessage("an agent runs already: pid " + pid);
      Files.delete(file.path());
      assertThat(
              catchThrowableOfType(
                      AgentRunsException.class, () -> AgentLock.acquire(file, NOW, "1.0", null))
                  .agent())
          .as("the lock holds although somebody removed the PID file")
          .isNull();
    }
    assertThat(file.look()).isEqualTo(new PidFile.Found.Nothing());
    AgentLock.acquire(file, NOW, "1.0", null).close();
  }

  @Test
  void anOddFileIsReplaced() throws Exception {
    Files.createDirectories(file.path().getParent());
    for (String content : new String[] {"", "12", "x\nprocess-start: 1\nsince: never\n", "\0\n"}) {
      Files.writeString(file.path(), content);
      assertThat(file.look()).isEqualTo(new PidFile.Found.Foreign());
      try (AgentLock lock = AgentLock.acquire(file, NOW, "1.0", null)) {
        assertThat(lock.replaced()).isEqualTo(new PidFile.Found.Foreign());
      }
    }
  }

  @Test
  void aProcessIsToldByItsStart() throws Exception {
    assumeThat(Path.of("/proc/self/stat")).exists();
    Processes processes = new Processes(Path.of("/proc"));
    long pid = ProcessHandle.current().pid();
    String start = processes.startOf(pid);
    assertThat(start).matches("\\d+@[0-9a-f-]{36}");
    assertThat(processes.startOf(pid)).isEqualTo(start);
    assertThat(processes.startOf(Long.MAX_VALUE)).isNull();
    Path proc = Files.createDirectories(folder.resolve("proc/77"));
    Files.writeString(
        proc.resolve("stat"),
        "77 (a) b (c) S 1 77 77 0 -1 4194560 1 0 0 0 5 1 0 0 20 0 30 0 987654 1 2\n");
    assertThat(new Processes(folder.resolve("proc")).startOf(77)).isEqualTo("987654");
    Files.writeString(
        proc.resolve("stat"), "77 (a) Z 1 77 77 0 -1 1 1 0 0 0 5 1 0 0 20 0 1 0 987654\n");
    assertThat(new Processes(folder.resolve("proc")).startOf(77)).as("a zombie").isNull();
  }

  @Test
  void drainingIsBounded() throws Exception {
    AtomicBoolean isLate = new AtomicBoolean();
    AtomicBoolean isDone = new AtomicBoolean();
    Signals.runFor(Duration.ofSeconds(30), () -> isDone.set(true), () -> isLate.set(true));
    assertThat(isDone).isTrue();
    assertThat(isLate).isFalse();
    CountDownLatch never = new CountDownLatch(1);
    Signals.runFor(
        Duration.ofMillis(20),
        () -> {
          try {
            never.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        },
        () -> isLate.set(true));
    assertThat(isLate).isTrue();
    never.countDown();
  }
}
