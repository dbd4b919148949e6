package dev.ghostwatch.cli;

import dev.ghostwatch.client.socket.Endpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Simulated gh-ost runs that the demo plays: a port, which {@code app} fills. */
public interface DemoStage extends AutoCloseable {
  /** A run on the stage: where it listens, the log it writes, and what its story is. */
  record Actor(Endpoint endpoint, Path log, String story) {}

  /** The runs. */
  List<Actor> actors();

  /** The time the runs live in, which goes faster than ours. */
  InstantSource clock();

  /** The address of the web page that shows them; null when there is none. */
  default @Nullable String dashboard() {
    return null;
  }

  @Override
  void close() throws IOException;

  /** Sets up stages. */
  interface Director {
    /**
     * Starts the runs.
     *
     * @param speed their seconds in one of ours, above 0
     * @param port where the web page is to be; null for the usual one, or another when that is
     *     taken
     * @throws AgentStartException when there is no agent to be had, such as for a port that is
     *     taken
     */
    DemoStage start(double speed, @Nullable Integer port) throws IOException, AgentStartException;
  }
}
