package dev.ghostwatch.client.value;

import dev.ghostwatch.client.value.ThrottleReason.CriticalLoadHibernate;
import dev.ghostwatch.client.value.ThrottleReason.Failure;
import dev.ghostwatch.client.value.ThrottleReason.FlagFile;
import dev.ghostwatch.client.value.ThrottleReason.Http;
import dev.ghostwatch.client.value.ThrottleReason.Lag;
import dev.ghostwatch.client.value.ThrottleReason.LeavingHibernation;
import dev.ghostwatch.client.value.ThrottleReason.MaxLoad;
import dev.ghostwatch.client.value.ThrottleReason.Other;
import dev.ghostwatch.client.value.ThrottleReason.ReplicaLag;
import dev.ghostwatch.client.value.ThrottleReason.ThrottleQuery;
import dev.ghostwatch.client.value.ThrottleReason.UserCommand;
import org.jspecify.annotations.Nullable;

/** Tells the known throttle texts apart. */
final class ThrottleReasonParser {

  private static final String MAX_LOAD = "max-load ";
  private static final String LAG = "lag=";
  private static final String REPLICA_LAG = " replica-lag=";
  private static final String HIBERNATE = "critical-load-hibernate";
  private static final String UNTIL = " until ";

  private ThrottleReasonParser() {}

  static ThrottleReason parse(String text) {
    ThrottleReason reason =
        switch (text) {
          case "commanded by user" -> new UserCommand(text);
          case "flag-file" -> new FlagFile(text);
          case "throttle-query" -> new ThrottleQuery(text);
          case "leaving hibernation" -> new LeavingHibernation(text);
          default -> parseCompound(text);
        };
    return reason == null ? new Other(text) : reason;
  }

  private static @Nullable ThrottleReason parseCompound(String text) {
    if (text.startsWith(LAG)) {
      Double seconds = seconds(text, LAG.length());
      return seconds == null ? null : new Lag(text, seconds);
    }
    if (text.startsWith(MAX_LOAD)) {
      return parseMaxLoad(text);
    }
    if (text.startsWith(HIBERNATE)) {
      int until = text.indexOf(UNTIL);
      return new CriticalLoadHibernate(
          text, until < 0 ? null : GoTime.parse(text.substring(until + UNTIL.length())));
    }
    ThrottleReason http = parseHttp(text);
    if (http != null) {
      return http;
    }
    int replicaLag = text.lastIndexOf(REPLICA_LAG);
    if (replicaLag > 0 && text.indexOf(' ') == replicaLag) {
      Double seconds = seconds(text, replicaLag + REPLICA_LAG.length());
      if (seconds != null) {
        return new ReplicaLag(text, text.substring(0, replicaLag), seconds);
      }
    }
    return parseFailure(text);
  }

  private static @Nullable Double seconds(String text, int from) {
    int end = text.length() - 1;
    return end > from && text.charAt(end) == 's' ? Numbers.parseDecimal(text, from, end) : null;
  }

  private static @Nullable ThrottleReason parseMaxLoad(String text) {
    int equals = text.indexOf('=', MAX_LOAD.length());
    int reached = text.indexOf(" >= ", MAX_LOAD.length());
    if (equals < 0 || reached < equals) {
      return null;
    }
    Long value = Numbers.parseLong(text, equals + 1, reached);
    Long threshold = Numbers.parseLong(text, reached + " >= ".length(), text.length());
    if (value == null || threshold == null) {
      return null;
    }
    return new MaxLoad(text, text.substring(MAX_LOAD.length(), equals), value, threshold);
  }

  /**
   * {@code http=503}, {@code Too many requests (http=429)}, {@code freno: threshold exceeded
   * (http=429)}.
   */
  private static @Nullable ThrottleReason parseHttp(String text) {
    int start = -1;
    int end = text.length();
    if (text.startsWith("http=")) {
      start = "http=".length();
    } else if (text.endsWith(")")) {
      int bracket = text.lastIndexOf(" (http=");
      if (bracket >= 0) {
        start = bracket + " (http=".length();
        end--;
      }
    }
    if (start < 0) {
      return null;
    }
    Long status = Numbers.parseLong(text, start, end);
    return status == null || status < -1 || status > 9999
        ? null
        : new Http(text, status.intValue());
  }

  private static @Nullable ThrottleReason parseFailure(String text) {
    int blank = text.indexOf(' ');
    if (blank <= 0 || blank == text.length() - 1) {
      return null;
    }
    String subject = text.substring(0, blank);
    String message = text.substring(blank + 1);
    if (isHostAndPort(subject)) {
      return new Failure(text, subject, null, message);
    }
    if (isVariableName(subject) && looksLikeError(message)) {
      return new Failure(text, null, subject, message);
    }
    return null;
  }

  private static boolean isHostAndPort(String subject) {
    int colon = subject.lastIndexOf(':');
    return colon > 0 && Numbers.parseCount(subject, colon + 1, subject.length()) >= 0;
  }

  private static boolean isVariableName(String subject) {
    for (int i = 0; i < subject.length(); i++) {
      char c = subject.charAt(i);
      if (!Ascii.isLetter(c) && (i == 0 || (c != '_' && !Ascii.isDigit(c)))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Errors of Go's database packages and of MySQL: {@code sql: …}, {@code Error 1205: …}, {@code
   * dial tcp …: …}, {@code invalid connection}.
   */
  private static boolean looksLikeError(String message) {
    return message.startsWith("Error ")
        || message.contains(": ")
        || message.contains("connection")
        || message.endsWith("EOF");
  }
}
