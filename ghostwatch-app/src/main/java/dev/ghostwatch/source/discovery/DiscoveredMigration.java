package dev.ghostwatch.source.discovery;

import org.jspecify.annotations.Nullable;

/**
 * One gh-ost run that was found, or one socket without a visible run.
 *
 * @param process null for a socket or port whose process is gone or hidden
 * @param socket null when its path is not known or it was not chosen
 * @param tcp null when there is none or it was not chosen
 * @param isPortOpen whether other hosts can reach the control port of the process, chosen or not;
 *     null when it has none or that is not known
 * @param table null when nothing tells of it
 */
public record DiscoveredMigration(
    @Nullable GhostProcess process,
    @Nullable SocketEndpoint socket,
    @Nullable TcpEndpoint tcp,
    @Nullable Boolean isPortOpen,
    @Nullable TableHint table) {

  /** Whether this is only the file that an ended run has left behind. */
  public boolean isLeftover() {
    return process == null && socket != null && socket.state() == SocketState.STALE;
  }
}
