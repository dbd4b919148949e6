package dev.ghostwatch.source.discovery;

import org.jspecify.annotations.Nullable;

/**
 * A control port of gh-ost.
 *
 * @param listensOnAllInterfaces whether other hosts can reach it, and so panic the run; null when
 *     not known
 */
public record TcpEndpoint(
    HostAndPort address, State state, @Nullable Boolean listensOnAllInterfaces) {

  /** What is known of the port without connecting to it. */
  public enum State {
    /** Somebody of this host listens. */
    LISTENING,
    /**
     * The process is in a network of its own (a container's): the port is not on this host's
     * loopback.
     */
    OTHER_NETWORK,
    /** Not known; connecting tells. */
    UNKNOWN
  }
}
