package dev.ghostwatch.alert;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How one try to deliver a notification ended. */
public sealed interface Delivery {
  /** The receiver has it. */
  record Delivered() implements Delivery {}

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
