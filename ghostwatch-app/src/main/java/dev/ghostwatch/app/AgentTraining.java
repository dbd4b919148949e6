package dev.ghostwatch.app;

import dev.ghostwatch.cli.AgentRequest;
import dev.ghostwatch.config.LoadedConfig;
import dev.ghostwatch.model.ListenAddress;
import dev.ghostwatch.monitor.PollPolicy;
import dev.ghostwatch.source.discovery.DiscoveryOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * Lets an agent follow a simulated gh-ost for a moment and answer over HTTP, so that the JVM sees
 * which classes it loads and keeps them ready in the agent's AOT cache. Started by the build, not
 * by people.
 */
public final class AgentTraining {
  private AgentTraining() {}

  /**
   * Ends with 0 when the agent answered.
   *
   * @param arguments the control socket of a gh-ost
   */
  public static void main(String[] arguments) throws Exception {
    AgentRequest request =
        new AgentRequest(
            LoadedConfig.parse("{}", Map.of()),
            () -> LoadedConfig.parse("{}", Map.of()),
            null,
            new ListenAddress("127.0.0.1", 0),
            _ -> DiscoveryOptions.only(List.of(Path.of(arguments[0])), List.of(), List.of()),
            _ -> PollPolicy.STANDARD.withSupInterval(Duration.ofMillis(200)),
            Path.of(arguments[0]).resolveSibling("history.db"),
            Path.of(arguments[0]).resolveSibling("alerts.db"),
            false);
    try (Agent agent = new Agent(request, Version.text(), null, InstantSource.system())) {
      ListenAddress address = agent.start();
      for (String path : List.of("/readyz", "/metrics", "/api/v1/migrations")) {
        Thread.sleep(Duration.ofMillis(500));
        read(address, path);
      }
    }
    // A thread of a library must not keep the build waiting.
    System.exit(0);
  }

  private static void read(ListenAddress address, String path) throws IOException {
    try (InputStream in = URI.create("http://" + address + path).toURL().openStream()) {
      in.readAllBytes();
    }
  }
}
