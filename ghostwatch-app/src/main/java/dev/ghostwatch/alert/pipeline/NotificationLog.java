package dev.ghostwatch.alert.pipeline;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Remembers what each receiver was told of each group. */
interface NotificationLog {
  /** What a receiver was last told of a group; null when it was told nothing, or long ago. */
  @Nullable LoggedNotification find(String groupKey, String receiver);

  /** Remembers one in place of the last. */
  void record(LoggedNotification notification);

  /** Forgets those that have expired. */
  void forgetExpired(Instant now);
}
