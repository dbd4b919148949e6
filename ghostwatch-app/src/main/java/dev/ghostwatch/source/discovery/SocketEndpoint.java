package dev.ghostwatch.source.discovery;

import java.nio.file.Path;

/**
 * A control socket of gh-ost.
 *
 * @param path where it can be reached from here
 */
public record SocketEndpoint(Path path, SocketState state) {

  /** Whether it is worth trying to connect. */
  public boolean isPromising() {
    return switch (state) {
      case LISTENING, UNKNOWN -> true;
      case STALE, MISSING, TAKEN, NOT_A_SOCKET, TOO_LONG, NO_PERMISSION -> false;
    };
  }
}
