package dev.ghostwatch.alert;

/**
 * Takes notifications for delivery: the end of the pipeline. What it has taken survives a kill and
 * is delivered at least once, or ends as a dead letter that people can see and send again.
 */
@FunctionalInterface
public interface NotificationQueue {
  /**
   * Keeps a notification. When this returns it is on disk; when it throws, the pipeline tries again
   * with the next flush of the group.
   *
   * @throws java.io.UncheckedIOException when it cannot be kept
   */
  void enqueue(Notification notification);
}
