package dev.ghostwatch.monitor;

import dev.ghostwatch.client.socket.ControlException;
import dev.ghostwatch.client.socket.GhostClient;
import dev.ghostwatch.client.status.StatusLine;
import dev.ghostwatch.client.status.StatusReply;
import dev.ghostwatch.client.value.MigrationState;
import dev.ghostwatch.model.Observation;
import dev.ghostwatch.model.Outcome;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.source.log.RunLog;
import dev.ghostwatch.source.socket.StatusPoller;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** A migration that is polled until it ends. */
public final class FollowedRun {
  private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);

  /** Once the estimate is passed the end may come at any time, or much later. */
  private static final Duration PAST_ESTIMATE_PAUSE = Duration.ofSeconds(2);

  private final RunningMigration migration;
  private final GhostClient client;
  private final StatusPoller poller;
  private final @Nullable RunLog log;
  private final InstantSource clock;
  private final SignsOfLife life;
  private final boolean oldRelease;
  private @Nullable ControlException trouble;

  /**
   * @param migration one that has answered its first question
   * @param log its log, held open; null when it cannot be read
   * @param processes root of the process file system
   */
  public FollowedRun(
      RunningMigration migration, @Nullable RunLog log, InstantSource clock, Path processes) {
    GhostClient reachable = migration.client();
    if (reachable == null) {
      throw new IllegalArgumentException("BUG: " + migration.name() + " has no control interface");
    }
    this.migration = migration;
    this.client = reachable;
    this.log = log;
    this.clock = clock;
    this.life = new SignsOfLife(migration, processes);
    this.poller = new StatusPoller(client);
    this.oldRelease = isOldRelease(client);
    Instant attachedAt = migration.snapshot().observedAt();
    poller.statusRead(
        attachedAt == null ? clock.instant() : attachedAt, migration.snapshot().line());
  }

  /** Whether this is a release before v1.1.10; known from its help, which was asked for before. */
  private static boolean isOldRelease(GhostClient client) {
    try {
      return SignsOfLife.isOldRelease(client.capabilities());
    } catch (ControlException e) {
      // Then it may be any: the more careful verdict holds.
      return false;
    }
  }

  /** Asks once and returns the picture after it; {@link #outcome} and {@link #trouble} say more. */
  public Snapshot poll() {
    StatusLine before = migration.snapshot().line();
    try {
      StatusReply reply = poller.poll(clock.instant());
      trouble = null;
      life.answered();
      if (SignsOfLife.isAnotherRun(before, reply.line()) || life.isDead()) {
        end(ControlException.Kind.NO_SOCKET);
      } else {
        migration.observe(reply);
      }
    } catch (ControlException e) {
      trouble = e;
      life.failed(e.kind());
      if (SignsOfLife.isRefusal(e.kind()) && life.isDead()) {
        end(e.kind());
      }
    }
    return migration.snapshot();
  }

  /** How long to wait before the next question: near the end of the copy less than usual. */
  public Duration nextPause(Duration usual) {
    if (trouble != null && life.isRefusing()) {
      return shorter(SHORTEST_PAUSE, usual);
    }
    Duration left = copyTimeLeft(migration.snapshot().line());
    if (left == null) {
      return usual;
    }
    return shorter(usual, left.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : left);
  }

  /** What gh-ost says is left of the copy; null when that means nothing now. */
  private static @Nullable Duration copyTimeLeft(@Nullable StatusLine line) {
    if (line == null || line.state() != MigrationState.MIGRATING || line.eta() == null) {
      return null;
    }
    Long seconds = line.eta().seconds();
    if (seconds == null) {
      return null;
    }
    Long estimate = line.rowsEstimate();
    boolean wrongEstimate =
        (line.percent() != null && line.percent() > 100) || (estimate != null && estimate == 0);
    return wrongEstimate ? PAST_ESTIMATE_PAUSE : Duration.ofSeconds(seconds);
  }

  /** The picture so far. */
  public Snapshot snapshot() {
    return migration.snapshot();
  }

  /** Why the last question was not answered although the run goes on; null when it was. */
  public @Nullable ControlException trouble() {
    return trouble;
  }

  /** How the run ended; null while it runs. */
  public @Nullable Outcome outcome() {
    return migration.monitor().outcome();
  }

  private void end(ControlException.Kind failure) {
    Outcome outcome =
        EndOfRun.judge(
            migration.snapshot(), log == null ? null : log.lastWords(), failure, oldRelease);
    migration.monitor().observe(new Observation.Ended(clock.instant(), outcome));
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
