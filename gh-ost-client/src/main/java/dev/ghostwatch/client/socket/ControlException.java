package dev.ghostwatch.client.socket;

import java.io.IOException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * No usable answer from gh-ost. The message says what was tried, what happened, and what to do
 * next.
 */
public final class ControlException extends IOException {

  @Serial private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final transient Endpoint endpoint;

  /** What went wrong. */
  public enum Kind {
    /** There is no such path. */
    NO_SOCKET,
    /** The connection was refused: nobody listens there any more. */
    STALE,
    /** The file's permissions forbid it. */
    PERMISSION_DENIED,
    /** The path has more bytes than the operating system takes for a socket. */
    PATH_TOO_LONG,
    /** The path is a directory, a plain file, or something else. */
    NOT_A_SOCKET,
    /** The connection did not stand within its time limit. */
    CONNECT_TIMEOUT,
    /** Connected, but not a byte came within the time limit. */
    NO_ANSWER,
    /** The answer was not complete within the total time limit. */
    TOO_SLOW,
    /** The answer is larger than any of gh-ost. */
    TOO_LARGE,
    /** The connection was closed without an answer. */
    CLOSED_EARLY,
    /** Anything else, as the operating system says. */
    IO
  }

  public ControlException(Kind kind, Endpoint endpoint, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.endpoint = endpoint;
  }

  public Kind kind() {
    return kind;
  }

  public Endpoint endpoint() {
    return endpoint;
  }
}
