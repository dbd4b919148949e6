package dev.ghostwatch.simulator;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where a simulated gh-ost listens.
 *
 * @param socket path of a Unix socket, at most 106 bytes
 * @param tcpPort a TCP port on the loopback address; 0 takes any free one
 */
public record ServerAddress(Optional<Path> socket, OptionalInt tcpPort) {

  public ServerAddress {
    if (socket.isEmpty() && tcpPort.isEmpty()) {
      throw new IllegalArgumentException(
          "neither a socket nor a TCP port is given; name one of them");
    }
  }

  /** A Unix socket alone. */
  public static ServerAddress socket(Path path) {
    return new ServerAddress(Optional.of(path), OptionalInt.empty());
  }

  /** A TCP port alone. */
  public static ServerAddress tcp(int port) {
    return new ServerAddress(Optional.empty(), OptionalInt.of(port));
  }

  /** Both. */
  public static ServerAddress both(Path path, int port) {
    return new ServerAddress(Optional.of(path), OptionalInt.of(port));
  }
}
