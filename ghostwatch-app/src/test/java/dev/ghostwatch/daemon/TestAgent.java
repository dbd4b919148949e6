package dev.ghostwatch.daemon;

import dev.ghostwatch.config.LoadedConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * An agent that does nothing but what an agent must do as a process; told how by its last words.
 */
public final class TestAgent {
  private TestAgent() {}

  /**
   * {@code serve [--config FILE] --pid-file FILE}; what {@code TEST_AGENT} holds makes it fail,
   * hang or never be ready.
   */
  public static void main(String[] arguments) throws Exception {
    List<String> words = List.of(arguments);
    int configAt = words.indexOf("--config");
    Path file = configAt < 0 ? null : Path.of(words.get(configAt + 1));
    Path pidFile = Path.of(words.get(words.indexOf("--pid-file") + 1));
    String mood = System.getenv().getOrDefault("TEST_AGENT", "good");
    if (mood.equals("fails")) {
      System.err.println("no \u001b[2J database\nat all");
      System.exit(7);
    }
    AgentLock lock;
    try {
      lock =
          AgentLock.acquire(
              new PidFile(pidFile, new Processes(Path.of("/proc"))), Instant.now(), "test", file);
    } catch (AgentRunsException e) {
      System.err.println(e.getMessage());
      System.exit(5);
      return;
    }
    System.out.println("replaced " + lock.replaced());
    CountDownLatch end = new CountDownLatch(1);
    LoadedConfig loaded = LoadedConfig.load(file, System.getenv());
    ConfigReload reload =
        new ConfigReload(
            loaded,
            () -> LoadedConfig.load(file, System.getenv()),
            config -> System.out.println("in force: " + config.logging().level()));
    Signals.onHangup(() -> System.out.println("reload: " + reload.reload()));
    Signals.onTermination(
        Duration.ofMillis(300),
        () -> {
          if (mood.equals("hangs")) {
            await(new CountDownLatch(1));
          }
          try {
            lock.close();
          } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
        },
        () -> System.out.println("not drained in time"));
    if (!mood.equals("never ready")) {
      lock.ready(Instant.now(), "http://127.0.0.1:8970");
    }
    System.out.println("working in " + Path.of("").toAbsolutePath());
    Files.writeString(pidFile.resolveSibling("session"), String.valueOf(session()));
    await(end);
  }

  /** Field 6 of stat: the session this process belongs to. */
  private static long session() throws java.io.IOException {
    String stat = Files.readString(Path.of("/proc/self/stat"));
    return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[3]);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
