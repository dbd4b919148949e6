package dev.ghostwatch.app;

import dev.ghostwatch.alert.store.AlertDatabase;
import dev.ghostwatch.cli.AgentRequest;
import dev.ghostwatch.history.HistoryStore;
import dev.ghostwatch.history.StoreException;
import dev.ghostwatch.history.StoreOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the files of an agent that starts for the first time, in a process of its own: what that
 * takes, Flyway above all, would stay in the agent's memory for as long as it runs, 10 MB for
 * months. Only a shortcut: what it could not make, or what an older version left, the agent makes
 * and reports on by itself.
 */
public final class FirstStores {
  private static final Logger LOG = LoggerFactory.getLogger(FirstStores.class);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String NONE = "-";

  private FirstStores() {}

  /**
   * Does it here; one agent at a time, as with the agent's own.
   *
   * @param arguments the file of the history and that of the alerts, or - for one not wanted
   */
  public static void main(String[] arguments) throws StoreException, SQLException, IOException {
    if (!arguments[0].equals(NONE)) {
      StoreOptions options = StoreOptions.of(Path.of(arguments[0]));
      HistoryStore.open(options, InstantSource.system(), notice -> LOG.info("{}", notice)).close();
    }
    if (!arguments[1].equals(NONE)) {
      AlertDatabase.open(Path.of(arguments[1])).handle().close();
    }
  }

  /** Lets another process do it, if there is anything to do, and waits for it. */
  static void make(AgentRequest request) throws InterruptedException {
    String history = missing(request.store());
    String alerts = missing(request.alerts());
    if (history.equals(NONE) && alerts.equals(NONE)) {
      return;
    }
    Process maker;
    try {
      maker =
          new ProcessBuilder(command(history, alerts))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException e) {
      LOG.debug("event=first-stores-here text=\"no process of their own: {}\"", e.toString());
      return;
    }
    try {
      if (!maker.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || maker.exitValue() != 0) {
        LOG.debug("event=first-stores-here text=\"the process made for them did not make them\"");
      }
    } finally {
      maker.destroy();
    }
  }

  private static List<String> command(String history, String alerts) {
    return Stream.of(
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()),
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx64m"),
            List.of("--enable-native-access=ALL-UNNAMED"),
            List.of("-cp", System.getProperty("java.class.path")),
            List.of(FirstStores.class.getName(), history, alerts))
        .flatMap(List::stream)
        .toList();
  }

  private static String missing(@Nullable Path file) {
    return file == null || Files.exists(file) ? NONE : file.toAbsolutePath().toString();
  }
}
