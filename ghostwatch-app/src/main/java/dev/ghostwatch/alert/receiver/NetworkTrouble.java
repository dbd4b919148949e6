package dev.ghostwatch.alert.receiver;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Tells what went wrong between this host and another from the exceptions that Java has for it. */
final class NetworkTrouble {
  private static final int DEEPEST = 10;

  private NetworkTrouble() {}

  /**
   * The cause for operators.
   *
   * @param port null or below 1 when it is the usual one
   */
  static String say(
      Causes causes,
      String host,
      @Nullable Integer port,
      @Nullable Throwable failure,
      Duration limit) {
    String place = port == null || port < 1 ? host : host + ":" + port;
    if (has(failure, UnresolvedAddressException.class)
        || has(failure, UnknownHostException.class)) {
      return causes.say("dns", host);
    }
    Throwable certificate = find(failure, CertificateException.class);
    if (certificate != null) {
      return causes.say("certificate", place, deepest(certificate));
    }
    Throwable tls = find(failure, SSLException.class);
    if (tls != null) {
      return causes.say("tls", place, deepest(tls));
    }
    if (has(failure, HttpTimeoutException.class) || has(failure, SocketTimeoutException.class)) {
      return causes.say("slow", place, Causes.duration(limit));
    }
    if (has(failure, ConnectException.class) || has(failure, NoRouteToHostException.class)) {
      return causes.say("refused", place);
    }
    return causes.say("broken", place, deepest(failure));
  }

  private static boolean has(@Nullable Throwable failure, Class<? extends Throwable> type) {
    return find(failure, type) != null;
  }

  static @Nullable Throwable find(@Nullable Throwable failure, Class<? extends Throwable> type) {
    Throwable at = failure;
    for (int depth = 0; at != null && depth < DEEPEST; depth++) {
      if (type.isInstance(at)) {
        return at;
      }
      at = at.getCause();
    }
    return null;
  }

  private static String deepest(@Nullable Throwable failure) {
    Throwable at = failure;
    String text = String.valueOf(failure);
    for (int depth = 0; at != null && depth < DEEPEST; depth++) {
      String message = at.getMessage();
      text = message == null ? at.getClass().getSimpleName() : message;
      at = at.getCause();
    }
    return text;
  }
}
