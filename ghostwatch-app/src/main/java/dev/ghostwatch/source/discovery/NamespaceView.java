package dev.ghostwatch.source.discovery;

/**
 * Whether a process sees the same files, or the same network, as the reader; containers and systemd
 * sandboxes do not.
 */
public enum NamespaceView {
  /** The same. */
  SAME,
  /** Its own: its paths, or its ports, mean something else here. */
  OTHER,
  /** Not readable: the process belongs to another user, and the reader is not root. */
  UNKNOWN
}
