package dev.ghostwatch.source.mysql;

import dev.ghostwatch.model.Phrase;
import dev.ghostwatch.model.server.ServerProblem;
import dev.ghostwatch.model.server.ServerProblem.Kind;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What an error of the driver or the server means, in words for operators. */
final class Failure {
  private static final Set<Integer> PASSWORD =
      Set.of(1045, 1698, 1251, 1524, 1820, 1862, 3118, 4151);
  private static final Set<Integer> HOST = Set.of(1129, 1130);
  private static final Set<Integer> FULL = Set.of(1040, 1203, 1226);
  private static final Set<Integer> DENIED = Set.of(1044, 1142, 1143, 1227, 1370);
  private static final Set<Integer> TOO_SLOW = Set.of(1205, 1317, 1969, 3024, 1028);
  private static final Set<Integer> GONE = Set.of(1053, 1077, 1079, 1152, 1158, 1159, 1927, 4031);

  private Failure() {}

  /** Whether the connection is of no use any more. */
  static boolean isConnectionLost(SQLException e) {
    String state = e.getSQLState();
    return (state != null && state.startsWith("08")) || GONE.contains(e.getErrorCode());
  }

  static boolean isDenied(SQLException e) {
    return DENIED.contains(e.getErrorCode());
  }

  /** Whether the server wants a right on everything. */
  static boolean isGlobalDenied(SQLException e) {
    return e.getErrorCode() == 1227;
  }

  /** Whether the server gave the query up at a time limit. */
  static boolean isTooSlow(SQLException e) {
    return TOO_SLOW.contains(e.getErrorCode());
  }

  /** Whether the server offers no encryption. */
  static boolean isWithoutTls(SQLException e) {
    return everyMessage(e).contains("ssl not enabled in the server");
  }

  /** The driver's own words where the time was up while it logged in: no exception says it. */
  private static boolean isConnectTimeout(SQLException e) {
    return everyMessage(e).contains("connecttimeout");
  }

  /** Why no connection could be made. */
  static ServerProblem connecting(ServerSource source, SQLException e) {
    String name = source.name();
    String address = source.address();
    int code = e.getErrorCode();
    if (isWithoutTls(e)) {
      return problem(
          Kind.TLS,
          source.tls() == TlsMode.REQUIRED
              ? Phrase.of("server.noTls.required", name, address)
              : Phrase.of("server.noTls.preferred", name, address));
    }
    if (cause(e, SSLException.class) != null) {
      return problem(Kind.TLS, Phrase.of("server.tls", name, address, firstLine(e)));
    }
    if (PASSWORD.contains(code)) {
      return problem(
          Kind.PASSWORD, Phrase.of("server.password", name, address, source.user(), serverText(e)));
    }
    if (HOST.contains(code)) {
      return problem(Kind.PASSWORD, Phrase.of("server.hostRefused", name, address, serverText(e)));
    }
    if (FULL.contains(code)) {
      return problem(Kind.CONNECTION, Phrase.of("server.full", name, address, serverText(e)));
    }
    if (cause(e, UnknownHostException.class) != null) {
      return problem(Kind.CONNECTION, Phrase.of("server.unknownHost", name, source.host()));
    }
    if (cause(e, SocketTimeoutException.class) != null || isConnectTimeout(e)) {
      return problem(
          Kind.CONNECTION,
          Phrase.of("server.connectTimeout", name, address, seconds(source.limits().connect())));
    }
    if (cause(e, NoRouteToHostException.class) != null) {
      return problem(Kind.CONNECTION, Phrase.of("server.noRoute", name, address));
    }
    if (cause(e, ConnectException.class) != null) {
      return problem(Kind.CONNECTION, Phrase.of("server.refused", name, address));
    }
    if (cause(e, EOFException.class) != null) {
      return problem(Kind.CONNECTION, Phrase.of("server.closed", name, address));
    }
    return problem(Kind.CONNECTION, Phrase.of("server.connect", name, address, firstLine(e)));
  }

  /** Why an open connection is of no use any more. */
  static ServerProblem lost(ServerSource source, String part, SQLException e) {
    if (cause(e, SocketTimeoutException.class) != null) {
      return new ServerProblem(
          Kind.CONNECTION,
          part,
          Phrase.of(
              "server.silent",
              source.name(),
              source.address(),
              part,
              seconds(source.limits().silence())),
          null);
    }
    return problem(
        Kind.CONNECTION, Phrase.of("server.lost", source.name(), source.address(), firstLine(e)));
  }

  /** The server gave a question up. */
  static ServerProblem tooSlow(ServerSource source, String part) {
    return new ServerProblem(
        Kind.TOO_SLOW,
        part,
        Phrase.of("server.tooSlow", source.name(), part, seconds(source.limits().statement())),
        null);
  }

  /** The server refused a question for a reason of its own. */
  static ServerProblem refused(ServerSource source, String part, SQLException e) {
    return new ServerProblem(
        Kind.OTHER, part, Phrase.of("server.query", source.name(), part, serverText(e)), null);
  }

  private static ServerProblem problem(Kind kind, Phrase text) {
    return new ServerProblem(kind, "connection", text, null);
  }

  private static <T extends Throwable> @Nullable T cause(Throwable e, Class<T> type) {
    Throwable at = e;
    for (int depth = 0; at != null && depth < 10; depth++) {
      if (type.isInstance(at)) {
        return type.cast(at);
      }
      at = at.getCause();
    }
    return null;
  }

  private static String everyMessage(Throwable e) {
    StringBuilder all = new StringBuilder();
    Throwable at = e;
    for (int depth = 0; at != null && depth < 10; depth++) {
      all.append(at.getMessage()).append('\n');
      at = at.getCause();
    }
    return all.toString().toLowerCase(Locale.ROOT);
  }

  /** The server's own number and words: {@code error 1045: Access denied …}. */
  private static String serverText(SQLException e) {
    return e.getErrorCode() == 0 ? firstLine(e) : "error " + e.getErrorCode() + ": " + firstLine(e);
  }

  /** The driver puts its connection's number before a text and statements after it. */
  private static String firstLine(SQLException e) {
    String text = String.valueOf(e.getMessage());
    int line = text.indexOf('\n');
    text = line < 0 ? text : text.substring(0, line);
    return text.replaceFirst("^\\(conn=\\d+\\) ", "").strip();
  }

  static String seconds(Duration duration) {
    long millis = duration.toMillis();
    return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
  }
}
