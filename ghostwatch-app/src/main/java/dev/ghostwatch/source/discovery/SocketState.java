package dev.ghostwatch.source.discovery;

/** What is known of a control socket without connecting to it. */
public enum SocketState {
  /** Somebody listens. */
  LISTENING,
  /**
   * The file is there and nobody listens: left behind, and in the way of the next run with the same
   * name.
   */
  STALE,
  /**
   * The file is there; who listens cannot be seen from here. Connecting tells: refused means stale.
   */
  UNKNOWN,
  /** The process has not made the file yet, or somebody has removed it; nobody can connect. */
  MISSING,
  /** Another process listens at the path of this one, which therefore cannot be reached. */
  TAKEN,
  /** The path names something else than a socket. */
  NOT_A_SOCKET,
  /** The path has more bytes than can be connected to. */
  TOO_LONG,
  /**
   * This user may not connect, or not even look: only the owner of the gh-ost process and root may.
   */
  NO_PERMISSION
}
