package dev.ghostwatch.document;

import dev.ghostwatch.client.value.ThrottleReason;
import org.jspecify.annotations.Nullable;

/** Why gh-ost holds still, as fields: which of them are known depends on the kind of reason. */
public final class ThrottleShape {
  /** Its fields. */
  public static final Shape<ThrottleReason> SHAPE =
      Shape.<ThrottleReason>named("throttle")
          .text("kind", reason -> reason.kind().jsonName())
          .text("text", ThrottleReason::text)
          .text("host", ThrottleShape::host)
          .decimal("seconds", ThrottleShape::seconds)
          .text("variable", ThrottleShape::variable)
          .number(
              "value",
              reason -> reason instanceof ThrottleReason.MaxLoad load ? load.value() : null)
          .number(
              "threshold",
              reason -> reason instanceof ThrottleReason.MaxLoad load ? load.threshold() : null)
          .number(
              "httpStatus",
              reason -> reason instanceof ThrottleReason.Http http ? (long) http.status() : null);

  private ThrottleShape() {}

  private static @Nullable String host(ThrottleReason reason) {
    if (reason instanceof ThrottleReason.ReplicaLag lag) {
      return lag.host();
    }
    return reason instanceof ThrottleReason.Failure failure ? failure.host() : null;
  }

  private static @Nullable Double seconds(ThrottleReason reason) {
    if (reason instanceof ThrottleReason.ReplicaLag lag) {
      return lag.seconds();
    }
    return reason instanceof ThrottleReason.Lag lag ? lag.seconds() : null;
  }

  private static @Nullable String variable(ThrottleReason reason) {
    if (reason instanceof ThrottleReason.MaxLoad load) {
      return load.variable();
    }
    return reason instanceof ThrottleReason.Failure failure ? failure.variable() : null;
  }
}
