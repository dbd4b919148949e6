package dev.ghostwatch.app;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lets an agent follow a simulated gh-ost for a moment and answer over HTTP, so that the JVM sees
 * which classes it loads and keeps them ready in the agent's AOT cache. It is started with a
 * command line and ended in order, as a real one: what the cache lacks is read from the jars at
 * each start. Started by the build, not by people.
 */
public final class AgentTraining {
  private static final Pattern ADDRESS = Pattern.compile("http://[0-9.]+:[0-9]+/");
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final int TRIES = 60;

  private AgentTraining() {}

  /**
   * Ends with 0 when the agent answered.
   *
   * @param arguments the control socket of a gh-ost, in a folder that may be written to
   */
  public static void main(String[] arguments) throws Exception {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
    Path folder = Objects.requireNonNull(Path.of(arguments[0]).toAbsolutePath().getParent());
    String[] serve = {
      "serve",
      "--socket=" + arguments[0],
      "--sup-interval=200ms",
      "--listen=127.0.0.1:0",
      "--store=" + folder + "/history.db",
      "--pid-file=" + folder + "/agent.pid"
    };
    Map<String, String> environment = Map.of("HOME", folder.toString(), "LANG", "en_US.UTF-8");
    CompletableFuture<Integer> ended = new CompletableFuture<>();
    Thread.ofPlatform()
        .name("agent")
        .start(() ->
            ended.complete(Main.run(serve, InputStream.nullInputStream(), out, out, environment)));
    String address = address(said, ended);
    for (String path : List.of("readyz", "metrics", "api/v1/migrations")) {
      Thread.sleep(PAUSE);
      read(address + path);
    }
    // The agent puts everything in order when the JVM ends, as it does at a signal.
    System.exit(0);
  }

  /** Where it says that it listens. */
  private static String address(ByteArrayOutputStream said, CompletableFuture<Integer> ended)
      throws InterruptedException {
    for (int i = 0; i < TRIES && !ended.isDone(); i++) {
      Matcher address = ADDRESS.matcher(said.toString(StandardCharsets.UTF_8));
      if (address.find()) {
        return address.group();
      }
      Thread.sleep(PAUSE);
    }
    throw new IllegalStateException(
        "the agent did not begin to work; it said: " + said.toString(StandardCharsets.UTF_8));
  }

  private static void read(String address) throws IOException {
    try (InputStream in = URI.create(address).toURL().openStream()) {
      in.readAllBytes();
    }
  }
}
