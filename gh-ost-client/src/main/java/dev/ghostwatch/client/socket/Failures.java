package dev.ghostwatch.client.socket;

import dev.ghostwatch.client.socket.ControlException.Kind;
import dev.ghostwatch.client.value.GoDuration;
import dev.ghostwatch.client.value.Printable;
import java.io.IOException;
import java.net.ConnectException;
import org.jspecify.annotations.Nullable;

/** Words what went wrong: what was tried, what happened, what to do next. */
final class Failures {

  private Failures() {}

  static ControlException pathTooLong(Endpoint.UnixSocket endpoint, int bytes) {
    return failure(
        Kind.PATH_TOO_LONG,
        endpoint,
        "its path has " + bytes + " bytes, and the limit is " + Connector.LONGEST_PATH_BYTES + ".",
        "Make a symbolic link with a shorter path to it and name that one; start gh-ost with a short --serve-socket-file.",
        null);
  }

  static ControlException connect(Endpoint endpoint, IOException cause) {
    return switch (endpoint) {
      case Endpoint.UnixSocket unix -> SocketFile.explain(unix, cause);
      case Endpoint.Tcp tcp -> connectTcp(tcp, cause);
    };
  }

  /** The same failure, after a change was sent: it may have been obeyed. */
  static ControlException afterChange(ControlException failure, String change) {
    return switch (failure.kind()) {
      case NO_SOCKET, STALE, PERMISSION_DENIED, PATH_TOO_LONG, NOT_A_SOCKET, CONNECT_TIMEOUT ->
          failure;
      case NO_ANSWER, TOO_SLOW, TOO_LARGE, CLOSED_EARLY, IO -> {
        String message = String.valueOf(failure.getMessage());
        int secondLine = message.indexOf('\n');
        yield new ControlException(
            failure.kind(),
            failure.endpoint(),
            (secondLine < 0 ? message : message.substring(0, secondLine))
                + "\n'"
                + change
                + "' may have been carried out nevertheless: look at the status before you try again.",
            failure);
      }
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
        Kind.IO,
        endpoint,
        "the host name " + endpoint.host() + " is not known.",
        "Check the spelling and the name service.",
        cause);
  }

  static ControlException unresolved(Endpoint.Tcp endpoint, TimeLimits limits, Throwable cause) {
    return failure(
        Kind.CONNECT_TIMEOUT,
        endpoint,
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
        "no connection within " + GoDuration.format(limits.connect()) + ".",
        switch (endpoint) {
          case Endpoint.UnixSocket _ ->
              "gh-ost does not accept connections: it is stopped (check its process state) or hundreds of clients wait in line.";
          case Endpoint.Tcp _ -> "Check the host, the port and the firewalls on the way.";
        },
        cause);
  }

  static ControlException noAnswer(Endpoint endpoint, TimeLimits limits) {
    return failure(
        Kind.NO_ANSWER,
        endpoint,
        "connected, but no answer within " + GoDuration.format(limits.firstByte()) + ".",
        "status and sup wait for a write to gh-ost's changelog table: is that table locked, or the server read-only? 'ghostwatch ask' with"
            + " coordinates or chunk-size=? answers even then, unless the process is stopped.",
        null);
  }

  static ControlException tooSlow(Endpoint endpoint, TimeLimits limits, int bytes) {
    return failure(
        Kind.TOO_SLOW,
        endpoint,
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
        Kind.TOO_SLOW,
        endpoint,
        "an earlier question was not answered within "
            + GoDuration.format(limits.total())
            + ", so this one was not sent.",
        "Wait for the earlier one, or ask less often.",
        null);
  }

  static ControlException interrupted(Endpoint endpoint, @Nullable Throwable cause) {
    return failure(
        Kind.IO,
        endpoint,
        "interrupted while waiting.",
        "The command may have been carried out: ask for the status.",
        cause);
  }

  static ControlException io(Endpoint endpoint, IOException cause) {
    String message = cause.getMessage();
    return failure(
        Kind.IO,
        endpoint,
        (message == null ? cause.getClass().getSimpleName() : message) + ".",
        "Check that gh-ost runs and that this is its socket.",
        cause);
  }

  static ControlException failure(
      Kind kind, Endpoint endpoint, String happened, String next, @Nullable Throwable cause) {
    return new ControlException(
        kind,
        endpoint,
        "Cannot ask " + Printable.text(endpoint.toString()) + ": " + happened + "\n" + next,
        cause);
  }
}
