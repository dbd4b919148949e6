package dev.ghostwatch.source.discovery;

/** Why the view of this host is incomplete, so that what is not seen may still be there. */
public enum ViewLimit {
  /**
   * There is no readable {@code /proc}: only socket files can be found, and not whether anybody
   * listens.
   */
  NO_PROCESS_LIST,
  /** Some processes of other users are hidden ({@code hidepid}); run as root to see them. */
  PROCESSES_HIDDEN,
  /** GhostWatch itself runs in a container, and processes outside of it are not seen. */
  INSIDE_CONTAINER,
  /** The kernel's list of Unix sockets is not readable: not known which sockets are listened on. */
  NO_SOCKET_LIST
}
