package dev.ghostwatch.client.socket;

import java.io.IOException;
import java.io.Serial;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * No usable answer from gh-ost. The message says on its first line what was tried and what
 * happened, on its second what to do next. Kind and facts let a caller say it in another language.
 */
public final class ControlException extends IOException {

  @Serial private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final transient Endpoint endpoint;
  private final transient List<String> facts;
  private final @Nullable String change;

  /** What went wrong, and the facts that belong to it. */
  public enum Kind {
    /** There is no such path. */
    NO_SOCKET,
    /** The connection was refused: nobody listens there any more. */
    STALE,
    /**
     * Permissions forbid it. Facts: the user; the socket or folder that is closed; its mode; its
     * owner.
     */
    PERMISSION_DENIED,
    /**
     * The path has more bytes than {@link Endpoint.UnixSocket#LONGEST_PATH_BYTES}. Facts: its
     * bytes; the limit.
     */
    PATH_TOO_LONG,
    /** The path is a directory, a plain file, or something else. */
    NOT_A_SOCKET,
    /** There is no address for the name of the host. Facts: the name. */
    UNKNOWN_HOST,
    /** The connection did not stand within its time limit. Facts: the limit. */
    CONNECT_TIMEOUT,
    /** Connected, but not a byte came within the time limit. Facts: the limit. */
    NO_ANSWER,
    /**
     * The answer was not complete within the total time limit. Facts: the bytes that came; the
     * limit.
     */
    TOO_SLOW,
    /**
     * An earlier question still waits for its answer, so this one was not sent. Facts: the limit.
     */
    BUSY,
    /** The answer is larger than any of gh-ost. Facts: the limit in bytes. */
    TOO_LARGE,
    /** The connection was closed without an answer. */
    CLOSED_EARLY,
    /** What answers gives no status that gh-ost would give. */
    NO_STATUS,
    /** Somebody wanted no answer any more. */
    INTERRUPTED,
    /** Anything else. Facts: what the operating system says. */
    IO
  }

  /** A failure with nothing more to tell than its kind. */
  public ControlException(Kind kind, Endpoint endpoint, String message, @Nullable Throwable cause) {
    this(kind, endpoint, List.of(), null, message, cause);
  }

  ControlException(
      Kind kind,
      Endpoint endpoint,
      List<String> facts,
      @Nullable String change,
      String message,
      @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.endpoint = endpoint;
    this.facts = List.copyOf(facts);
    this.change = change;
  }

  public Kind kind() {
    return kind;
  }

  public Endpoint endpoint() {
    return endpoint;
  }

  /** What the kind says, in its order; safe to print, the same in every language. */
  public List<String> facts() {
    return facts;
  }

  /** The change that was sent and may have been carried out nevertheless; null when none was. */
  public @Nullable String change() {
    return change;
  }

  /** The first line of the message: what was tried and what happened. */
  public String happened() {
    String message = String.valueOf(getMessage());
    int newline = message.indexOf('\n');
    return newline < 0 ? message : message.substring(0, newline);
  }
}
