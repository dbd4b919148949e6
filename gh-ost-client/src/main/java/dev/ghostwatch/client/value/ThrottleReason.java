package dev.ghostwatch.client.value;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why gh-ost holds still, as its status line says after {@code throttled, }. {@link #text()} is
 * always the text that was parsed.
 *
 * <p>With several reasons at once gh-ost shows one only. The texts are those of releases v1.0.21 to
 * v1.2-dev.
 */
public sealed interface ThrottleReason {

  /** The reason in gh-ost's own words. */
  String text();

  Kind kind();

  /** The kinds of reasons; {@link #jsonName()} is the name that other programs rely on. */
  enum Kind {
    USER_COMMAND("user-command"),
    FLAG_FILE("flag-file"),
    MAX_LOAD("max-load"),
    LAG("lag"),
    REPLICA_LAG("replica-lag"),
    THROTTLE_QUERY("throttle-query"),
    HTTP("http"),
    CRITICAL_LOAD_HIBERNATE("critical-load-hibernate"),
    LEAVING_HIBERNATION("leaving-hibernation"),
    ERROR("error"),
    OTHER("other");

    private final String jsonName;

    Kind(String jsonName) {
      this.jsonName = jsonName;
    }

    public String jsonName() {
      return jsonName;
    }
  }

  /** The {@code throttle} command was given. */
  record UserCommand(String text) implements ThrottleReason {
    @Override
    public Kind kind() {
      return Kind.USER_COMMAND;
    }
  }

  /** One of the two throttle flag files exists; gh-ost does not say which. */
  record FlagFile(String text) implements ThrottleReason {
    @Override
    public Kind kind() {
      return Kind.FLAG_FILE;
    }
  }

  /** A status variable of the migrated server has reached its threshold. */
  record MaxLoad(String text, String variable, long value, long threshold)
      implements ThrottleReason {
    @Override
    public Kind kind() {
      return Kind.MAX_LOAD;
    }
  }

  /**
   * The replication lag that gh-ost measures where it reads the binary log is over max-lag-millis.
   */
  record Lag(String text, double seconds) implements ThrottleReason {
    @Override
    public Kind kind() {
      return Kind.LAG;
    }
  }

  /** A throttle-control replica lags more than max-lag-millis. */
  record ReplicaLag(String text, String host, double seconds) implements ThrottleReason {
    @Override
    public Kind kind() {
      return Kind.REPLICA_LAG;
    }
  }

  /** The throttle query returned more than zero. */
  record ThrottleQuery(String text) implements ThrottleReason {
    @Override
    public Kind kind() {
      return Kind.THROTTLE_QUERY;
    }
  }

  /**
   * The throttle URL did not answer 200.
   *
   * @param status the HTTP status code, or -1 when the connection failed
   */
  record Http(String text, int status) implements ThrottleReason {
    @Override
    public Kind kind() {
      return Kind.HTTP;
    }
  }

  /**
   * The critical load was met and gh-ost sleeps.
   *
   * @param until when it looks again; null when the time is not understood
   */
  record CriticalLoadHibernate(String text, @Nullable Instant until) implements ThrottleReason {
    @Override
    public Kind kind() {
      return Kind.CRITICAL_LOAD_HIBERNATE;
    }
  }

  /** The sleep after a critical load is just over. */
  record LeavingHibernation(String text) implements ThrottleReason {
    @Override
    public Kind kind() {
      return Kind.LEAVING_HIBERNATION;
    }
  }

  /**
   * A check could not be made: {@code 127.0.0.1:33062 Error 1193 …} or {@code No_such_variable sql:
   * no rows in result set}.
   *
   * @param host the replica that could not be asked, with its port; null when the text names none
   * @param variable the status variable that could not be read; null when the text names none
   * @param message the error without the host or the variable
   */
  record Failure(String text, @Nullable String host, @Nullable String variable, String message)
      implements ThrottleReason {
    @Override
    public Kind kind() {
      return Kind.ERROR;
    }
  }

  /** A reason that is none of the known ones. */
  record Other(String text) implements ThrottleReason {
    @Override
    public Kind kind() {
      return Kind.OTHER;
    }
  }

  /** The reason that the text says; never fails: what is not known is {@link Other}. */
  static ThrottleReason parse(String text) {
    return ThrottleReasonParser.parse(text);
  }
}
