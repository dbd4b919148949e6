package dev.ghostwatch.browser;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An agent as a process of its own, so that it can be killed and started again. */
final class AgentUnderTest {
  private static final int TRIES = 600;

  private final Path folder;
  private final int port;
  private @Nullable Process process;

  /**
   * Writes the configuration; {@link #start} starts it.
   *
   * @param folder where it keeps everything, and in it {@code sockets}, where it looks for runs
   */
  AgentUnderTest(Path folder) throws IOException {
    this.folder = folder;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Files.writeString(
        folder.resolve("ghostwatch.yaml"),
        """
        listen:
          address: 127.0.0.1:%d
        discovery:
          processes: false
          interval: 1s
          socket-globs: ["%s/sockets/gh-ost.*.sock"]
        polling:
          sup-interval: 1s
        """
            .formatted(port, folder));
  }

  String address() {
    return "http://127.0.0.1:" + port;
  }

  /** Runs a command of GhostWatch to its end. */
  void command(@Nullable String input, List<String> arguments)
      throws IOException, InterruptedException {
    Process run = launch("command.log", arguments);
    try (var out = run.outputWriter()) {
      if (input != null) {
        out.write(input);
      }
    }
    if (run.waitFor() != 0) {
      throw new AssertionError(arguments + ": " + Files.readString(folder.resolve("command.log")));
    }
  }

  /** Starts it, and returns when it answers. */
  void start() throws IOException, InterruptedException {
    process =
        launch(
            "agent.log",
            List.of(
                "serve",
                "--config",
                folder.resolve("ghostwatch.yaml").toString(),
                "--store",
                folder.resolve("history.db").toString()));
    for (int i = 0; i < TRIES && process.isAlive(); i++) {
      if (answers()) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    throw new AssertionError("no agent: " + Files.readString(folder.resolve("agent.log")));
  }

  private Process launch(String log, List<String> arguments) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    ProcessBuilder builder =
        new ProcessBuilder(
            java,
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path"),
            "dev.ghostwatch.app.Main");
    builder.command().addAll(arguments);
    Map<String, String> environment = builder.environment();
    environment.put("HOME", folder.toString());
    environment.put("XDG_STATE_HOME", folder.resolve("state").toString());
    environment.put("GHOSTWATCH_AUDIT_FILE", folder.resolve("audit.jsonl").toString());
    return builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve(log).toFile()))
        .start();
  }

  private boolean answers() {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) URI.create(address() + "/readyz").toURL().openConnection();
      connection.setReadTimeout(2000);
      try (InputStream body = connection.getInputStream()) {
        body.readAllBytes();
      }
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** As a crash would. */
  void kill() throws InterruptedException {
    if (process != null) {
      process.destroyForcibly().waitFor();
    }
  }

  /** Ends what was started. */
  void close() throws InterruptedException {
    if (process != null) {
      process.destroy();
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    }
  }
}
