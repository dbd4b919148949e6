package dev.ghostwatch.source.socket;

import dev.ghostwatch.client.socket.ControlException;
import dev.ghostwatch.client.socket.GhostClient;
import dev.ghostwatch.client.status.StatusLine;
import dev.ghostwatch.client.status.StatusReply;
import dev.ghostwatch.client.value.MigrationState;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Asks a gh-ost how far it is with as little as possible: {@code sup}, which costs gh-ost one line
 * of log, and the full {@code status} only to begin with, when the state changes (flag files and
 * settings may have changed with it) and every ten minutes.
 */
public final class StatusPoller {
  /** How old the settings may become. */
  public static final Duration SETTINGS_AGE = Duration.ofMinutes(10);

  private final GhostClient client;
  private @Nullable Instant settingsReadAt;
  private @Nullable MigrationState lastState;

  public StatusPoller(GhostClient client) {
    this.client = client;
  }

  /** Tells that a full status was read elsewhere, as on attaching. */
  public void statusRead(Instant at, @Nullable StatusLine line) {
    settingsReadAt = at;
    lastState = line == null ? null : line.state();
  }

  /** Asks once. */
  public StatusReply poll(Instant now) throws ControlException {
    boolean full = settingsReadAt == null || !now.isBefore(settingsReadAt.plus(SETTINGS_AGE));
    StatusReply reply = full ? client.status() : client.sup();
    MigrationState state = reply.line() == null ? lastState : reply.line().state();
    if (reply.hints() != null) {
      settingsReadAt = now;
    } else if (state != lastState) {
      // Read with the next question, not at once: two questions a poll would be one too many.
      settingsReadAt = null;
    }
    lastState = state;
    return reply;
  }
}
