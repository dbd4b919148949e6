package dev.ghostwatch.cli;

import dev.ghostwatch.client.socket.Endpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** Simulated gh-ost runs that the demo plays: a port, which {@code app} fills. */
public interface DemoStage extends AutoCloseable {
  /** A run on the stage: where it listens, the log it writes, and what its story is. */
  record Actor(Endpoint endpoint, Path log, String story) {}

  /** The runs. */
  List<Actor> actors();

  /** The time the runs live in, which goes faster than ours. */
  InstantSource clock();

  @Override
  void close() throws IOException;

  /** Sets up stages. */
  interface Director {
    /**
     * Starts the runs.
     *
     * @param speed their seconds in one of ours, above 0
     */
    DemoStage start(double speed) throws IOException;
  }
}
