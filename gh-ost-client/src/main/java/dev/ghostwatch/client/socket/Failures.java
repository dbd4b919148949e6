package dev.ghostwatch.client.socket;

import dev.ghostwatch.client.socket.ControlException.Kind;
import dev.ghostwatch.client.socket.Endpoint.UnixSocket;
import dev.ghostwatch.client.value.GoDuration;
import dev.ghostwatch.client.value.Printable;
import java.io.IOException;
import java.net.ConnectException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Words what went wrong: what was tried, what happened, what to do next. */
final class Failures {

  private Failures() {}

  static ControlException pathTooLong(UnixSocket endpoint, int bytes) {
    return failure(
        Kind.PATH_TOO_LONG,
        endpoint,
        List.of(Integer.toString(bytes), Integer.toString(UnixSocket.LONGEST_PATH_BYTES)),
        "its path has "
            + bytes
            + " bytes, and Java connects to a path of "
            + UnixSocket.LONGEST_PATH_BYTES
            + " at most.",
        "Make a symbolic link with a shorter path to it and name that one; start gh-ost with a short --serve-socket-file.",
        null);
  }

  static ControlException connect(Endpoint endpoint, IOException cause) {
    return switch (endpoint) {
      case UnixSocket unix -> SocketFile.explain(unix, cause);
      case Endpoint.Tcp tcp -> connectTcp(tcp, cause);
    };
  }

  /** The same failure, after a change was sent: it may have been obeyed. */
  static ControlException afterChange(ControlException failure, String change) {
    return switch (failure.kind()) {
      case NO_SOCKET,
          STALE,
          PERMISSION_DENIED,
          PATH_TOO_LONG,
          NOT_A_SOCKET,
          UNKNOWN_HOST,
          CONNECT_TIMEOUT,
          BUSY ->
          failure;
      case NO_ANSWER, TOO_SLOW, TOO_LARGE, CLOSED_EARLY, NO_STATUS, INTERRUPTED, IO ->
          new ControlException(
              failure.kind(),
              failure.endpoint(),
              failure.facts(),
              change,
              failure.happened()
                  + "\n'"
                  + change
                  + "' may have been carried out nevertheless: look at the status before you try again.",
              failure);
    };
  }

  private static ControlException connectTcp(Endpoint.Tcp endpoint, IOException cause) {
    if (cause instanceof ConnectException) {
      return failure(
          Kind.STALE,
          endpoint,
          "connection refused: nothing listens on this port.",
          "Check that gh-ost runs there and was started with --serve-tcp-port="
              + endpoint.port()
              + ".",
          cause);
    }
    return io(endpoint, cause);
  }

  static ControlException unknownHost(Endpoint.Tcp endpoint, Throwable cause) {
    return failure(
        Kind.UNKNOWN_HOST,
        endpoint,
        List.of(Printable.text(endpoint.host())),
        "the host name " + endpoint.host() + " is not known.",
        "Check the spelling and the name service.",
        cause);
  }

  static ControlException unresolved(Endpoint.Tcp endpoint, TimeLimits limits, Throwable cause) {
    return failure(
        Kind.CONNECT_TIMEOUT,
        endpoint,
        List.of(GoDuration.format(limits.connect())),
        "the name service did not find "
            + endpoint.host()
            + " within "
            + GoDuration.format(limits.connect())
            + ".",
        "Use the address instead of the name, or check the name service.",
        cause);
  }

  static ControlException connectTimeout(
      Endpoint endpoint, TimeLimits limits, @Nullable IOException cause) {
    return failure(
        Kind.CONNECT_TIMEOUT,
        endpoint,
        List.of(GoDuration.format(limits.connect())),
        "no connection within " + GoDuration.format(limits.connect()) + ".",
        switch (endpoint) {
          case UnixSocket _ ->
              "gh-ost does not accept connections: it is stopped (check its process state) or hundreds of clients wait in line.";
          case Endpoint.Tcp _ -> "Check the host, the port and the firewalls on the way.";
        },
        cause);
  }

  static ControlException noAnswer(Endpoint endpoint, TimeLimits limits) {
    return failure(
        Kind.NO_ANSWER,
        endpoint,
        List.of(GoDuration.format(limits.firstByte())),
        "connected, but no answer within " + GoDuration.format(limits.firstByte()) + ".",
        "status and sup wait for a write to gh-ost's changelog table: is that table locked, or the server read-only? 'ghostwatch ask' with"
            + " coordinates or chunk-size=? answers even then, unless the process is stopped.",
        null);
  }

  static ControlException tooSlow(Endpoint endpoint, TimeLimits limits, int bytes) {
    return failure(
        Kind.TOO_SLOW,
        endpoint,
        List.of(Integer.toString(bytes), GoDuration.format(limits.total())),
        "after "
            + bytes
            + " bytes the answer was not complete within "
            + GoDuration.format(limits.total())
            + ".",
        "gh-ost answers in milliseconds: check that the host is not overloaded, and that this is gh-ost's socket.",
        null);
  }

  static ControlException tooLarge(Endpoint endpoint) {
    return failure(
        Kind.TOO_LARGE,
        endpoint,
        List.of(Integer.toString(ControlSocket.LARGEST_REPLY_BYTES)),
        "the answer has more than " + ControlSocket.LARGEST_REPLY_BYTES + " bytes.",
        "gh-ost never says that much: check that this is gh-ost's socket.",
        null);
  }

  static ControlException closedEarly(Endpoint endpoint, boolean sent) {
    return failure(
        Kind.CLOSED_EARLY,
        endpoint,
        sent
            ? "the connection was closed without an answer."
            : "the connection was closed before the command was read.",
        "gh-ost does so while it ends: look at the end of its log, and check that this is gh-ost's socket.",
        null);
  }

  static ControlException busy(Endpoint endpoint, TimeLimits limits) {
    return failure(
        Kind.BUSY,
        endpoint,
        List.of(GoDuration.format(limits.total())),
        "an earlier question was not answered within "
            + GoDuration.format(limits.total())
            + ", so this one was not sent.",
        "Wait for the earlier one, or ask less often.",
        null);
  }

  static ControlException interrupted(Endpoint endpoint, @Nullable Throwable cause) {
    return failure(
        Kind.INTERRUPTED,
        endpoint,
        "interrupted while waiting.",
        "The command may have been carried out: ask for the status.",
        cause);
  }

  static ControlException io(Endpoint endpoint, IOException cause) {
    String message = cause.getMessage();
    String said = message == null ? cause.getClass().getSimpleName() : message;
    return failure(
        Kind.IO,
        endpoint,
        List.of(Printable.text(said)),
        said + ".",
        "Check that gh-ost runs and that this is its socket.",
        cause);
  }

  static ControlException failure(
      Kind kind, Endpoint endpoint, String happened, String next, @Nullable Throwable cause) {
    return failure(kind, endpoint, List.of(), happened, next, cause);
  }

  static ControlException failure(
      Kind kind,
      Endpoint endpoint,
      List<String> facts,
      String happened,
      String next,
      @Nullable Throwable cause) {
    return new ControlException(
        kind,
        endpoint,
        facts,
        null,
        "Cannot ask " + Printable.text(endpoint.toString()) + ": " + happened + "\n" + next,
        cause);
  }
}
