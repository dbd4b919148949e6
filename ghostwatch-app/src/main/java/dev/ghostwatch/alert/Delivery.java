package dev.ghostwatch.alert;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How one try to deliver a notification ended. */
public sealed interface Delivery {
  /**
   * The receiver has it.
   *
   * @param remarks for operators, without secrets: what did not go as it should all the same, such
   *     as one of several recipients who was refused
   */
  record Delivered(List<String> remarks) implements Delivery {
    public Delivered {
      remarks = List.copyOf(remarks);
    }

    /** Nothing to remark. */
    public Delivered() {
      this(List.of());
    }
  }

  /**
   * Not now; another try may succeed.
   *
   * @param cause for operators, without secrets
   * @param after how long the receiver asked to wait; null when it did not say
   */
  record Retry(String cause, @Nullable Duration after) implements Delivery {}

  /**
   * No other try would succeed.
   *
   * @param cause for operators, without secrets
   */
  record Rejected(String cause) implements Delivery {}
}
