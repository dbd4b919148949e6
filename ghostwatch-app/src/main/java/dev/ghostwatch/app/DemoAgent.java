package dev.ghostwatch.app;

import dev.ghostwatch.cli.AgentRequest;
import dev.ghostwatch.cli.AgentStartException;
import dev.ghostwatch.cli.DemoStage;
import dev.ghostwatch.client.socket.Endpoint;
import dev.ghostwatch.config.LoadedConfig;
import dev.ghostwatch.model.ListenAddress;
import dev.ghostwatch.monitor.PollPolicy;
import dev.ghostwatch.source.discovery.DiscoveryOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The demo's stage with an agent that watches it, in the time of the stage. The agent keeps what it
 * remembers in a folder that ends with the demo, tells nobody of its alerts – they are in the page
 * – and lets everybody of this host steer.
 */
final class DemoAgent implements DemoStage {
  private static final String LOOPBACK = "127.0.0.1";
  private static final int USUAL_PORT = 8970;

  /** A question a second of ours, which is several of theirs. */
  private static final Duration ASK = Duration.ofSeconds(1);

  private final DemoStage stage;
  private final Agent agent;
  private final Path folder;
  private final ListenAddress address;

  private DemoAgent(DemoStage stage, Agent agent, Path folder, ListenAddress address) {
    this.stage = stage;
    this.agent = agent;
    this.folder = folder;
    this.address = address;
  }

  /**
   * Lets an agent watch a stage.
   *
   * @param port where its page is; null for the usual one, or any other when that is taken
   */
  static DemoStage start(DemoStage stage, @Nullable Integer port, Map<String, String> environment)
      throws IOException, AgentStartException {
    Path folder = Files.createTempDirectory("ghostwatch-demo-agent-");
    try {
      DemoAgent demo = start(stage, folder, port == null ? USUAL_PORT : port, environment);
      Runtime.getRuntime().addShutdownHook(new Thread(demo::closeQuietly, "demo agent clean-up"));
      return demo;
    } catch (AgentStartException e) {
      if (port == null && e.phrase().key().equals("serve.bind")) {
        return start(stage, folder, 0, environment);
      }
      delete(folder);
      stage.close();
      throw e;
    }
  }

  private static DemoAgent start(
      DemoStage stage, Path folder, int port, Map<String, String> environment)
      throws IOException, AgentStartException {
    AgentRequest request = request(stage, folder, port, environment);
    AgentLog.configure(request.config().config().logging());
    Agent agent = AgentProcess.agent(request, stage.clock());
    try {
      return new DemoAgent(stage, agent, folder, AgentProcess.start(agent, request));
    } catch (AgentStartException | RuntimeException e) {
      agent.close();
      throw e;
    }
  }

  private static AgentRequest request(
      DemoStage stage, Path folder, int port, Map<String, String> environment) {
    LoadedConfig config =
        LoadedConfig.parse(
            """
            web:
              steering: open
              users-file: %1$s/users.json
            logging:
              file: %1$s/agent.log
            """
                .formatted(folder),
            environment);
    List<Path> sockets =
        stage.actors().stream()
            .map(actor -> ((Endpoint.UnixSocket) actor.endpoint()).path())
            .toList();
    return new AgentRequest(
        config,
        () -> config,
        null,
        new ListenAddress(LOOPBACK, port),
        _ -> DiscoveryOptions.only(sockets, List.of(), List.of()),
        _ -> PollPolicy.STANDARD.withSupInterval(ASK),
        folder.resolve("history.db"),
        folder.resolve("alerts.db"),
        false);
  }

  @Override
  public List<Actor> actors() {
    return stage.actors();
  }

  @Override
  public InstantSource clock() {
    return stage.clock();
  }

  @Override
  public String dashboard() {
    return "http://" + address + "/";
  }

  private void closeQuietly() {
    try {
      close();
    } catch (IOException e) {
      System.err.println("ghostwatch: the demo's folder " + folder + " could not be removed: " + e);
    }
  }

  @Override
  public synchronized void close() throws IOException {
    if (Files.exists(folder)) {
      agent.close();
      stage.close();
      delete(folder);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
