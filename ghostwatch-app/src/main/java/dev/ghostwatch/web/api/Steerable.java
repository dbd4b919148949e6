package dev.ghostwatch.web.api;

import dev.ghostwatch.client.socket.GhostClient;
import dev.ghostwatch.control.Steered;
import dev.ghostwatch.control.Steering;
import dev.ghostwatch.model.Snapshot;
import org.jspecify.annotations.Nullable;

/** A migration ready to be steered; the agent gives it. */
public interface Steerable {
  /** Asks its gh-ost. */
  GhostClient client();

  /** Changes it, with guard rails, read-back and audit. */
  Steering steering();

  /** Tells the agent what a change brought, so that its picture need not wait for the next look. */
  void changed(@Nullable Steered steered);

  /** Makes migrations ready. */
  @FunctionalInterface
  interface Opener {
    /**
     * Makes one ready.
     *
     * @param user who steers, for the audit
     * @return null when it has no control interface or its table is not known
     */
    @Nullable Steerable open(Snapshot snapshot, String user);
  }
}
