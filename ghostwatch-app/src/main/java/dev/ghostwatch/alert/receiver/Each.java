package dev.ghostwatch.alert.receiver;

import dev.ghostwatch.alert.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells several recipients, each with a request of its own: one that is refused takes no other with
 * it, and another try goes to those alone that have not got it.
 */
final class Each {
  private final ReceiverContext context;
  private final Told told = new Told();

  Each(ReceiverContext context) {
    this.context = context;
  }

  /** Tells one recipient. */
  interface Way {
    Delivery to(String recipient) throws InterruptedException;
  }

  Delivery tell(String notification, List<String> recipients, Way way) throws InterruptedException {
    List<String> missing = new ArrayList<>(told.missing(notification, recipients));
    // Another one is first each time, so that a slow one does not keep all others waiting for ever.
    if (missing.size() > 1) {
      Collections.rotate(missing, context.random().nextInt(missing.size()));
    }
    Instant start = context.clock().instant();
    List<String> refused = new ArrayList<>();
    @Nullable Delivery later = null;
    for (String recipient : missing) {
      switch (way.to(recipient)) {
        case Delivery.Delivered _ -> told.all(notification, List.of(recipient));
        case Delivery.Rejected(String cause) -> refused.add(recipient + ": " + cause);
        case Delivery.Retry retry -> later = retry;
      }
      boolean isLate =
          Duration.between(start, context.clock().instant()).compareTo(context.limit()) >= 0;
      if (isLate && later != null) {
        break;
      }
    }
    if (later != null) {
      return later;
    }
    boolean anyReached = refused.size() < recipients.size();
    return anyReached
        ? new Delivery.Delivered(refused)
        : new Delivery.Rejected(String.join("; ", refused));
  }
}
