package dev.ghostwatch.web.stream;

/** Where one client's events go. */
interface Sink {
  /** Sends something if the last thing has gone; never waits. */
  boolean offer(Frame frame);

  /** Whether the client may still listen: its session may have ended. */
  boolean isAllowed();

  /** Ends the stream. */
  void close();
}
