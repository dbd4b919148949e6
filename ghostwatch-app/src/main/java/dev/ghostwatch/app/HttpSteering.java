package dev.ghostwatch.app;

import dev.ghostwatch.client.command.Answer;
import dev.ghostwatch.client.command.SettingChange;
import dev.ghostwatch.client.socket.CommandChannel;
import dev.ghostwatch.client.socket.ControlException;
import dev.ghostwatch.client.socket.Endpoint;
import dev.ghostwatch.client.socket.GhostClient;
import dev.ghostwatch.client.status.StatusReply;
import dev.ghostwatch.client.value.TableName;
import dev.ghostwatch.control.AuditFile;
import dev.ghostwatch.control.Steered;
import dev.ghostwatch.control.Steering;
import dev.ghostwatch.model.FigureSource;
import dev.ghostwatch.model.MigrationId;
import dev.ghostwatch.model.Observation;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.monitor.TrackedRun;
import dev.ghostwatch.web.api.Steerable;
import dev.ghostwatch.web.stream.StreamHub;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets people steer over HTTP, through the guard rails and the audit of the command line.
 *
 * @param channels opens the control interface at an endpoint
 * @param runs finds the run that a picture is of; null when it is gone
 */
record HttpSteering(
    Function<Endpoint, CommandChannel> channels,
    AuditFile audit,
    Function<Snapshot, @Nullable TrackedRun> runs,
    StreamHub.Pause pause,
    InstantSource clock)
    implements Steerable.Opener {
  private static final Logger LOG = LoggerFactory.getLogger(HttpSteering.class);

  /** gh-ost looks at its reasons to throttle a few times a second; then the status tells. */
  private static final Duration UNTIL_SEEN = Duration.ofMillis(1200);

  @Override
  public @Nullable Steerable open(Snapshot snapshot, String user) {
    Endpoint endpoint = snapshot.endpoint() == null ? null : Endpoint.parse(snapshot.endpoint());
    TableName table = snapshot.table();
    if (endpoint == null || table == null) {
      return null;
    }
    MigrationId id = snapshot.id();
    GhostClient client = new GhostClient(channels.apply(endpoint));
    Steering steering =
        new Steering(client, table, id == null ? table.toString() : id.text(), audit, clock, user);
    return new Opened(client, steering, runs.apply(snapshot), pause, clock);
  }

  private record Opened(
      GhostClient client,
      Steering steering,
      @Nullable TrackedRun run,
      StreamHub.Pause pause,
      InstantSource clock)
      implements Steerable {
    @Override
    public void changed(@Nullable Steered steered) {
      TrackedRun seen = run;
      if (seen == null) {
        return;
      }
      if (steered != null) {
        if (steered.answer() instanceof Answer.Status(StatusReply status)) {
          seen(seen, status);
        }
        String after = steered.after();
        if (steered.command() instanceof SettingChange change && after != null) {
          seen.observe(new Observation.SettingSeen(clock.instant(), change.setting(), after));
          return;
        }
      }
      // What people steer they look at: the next look must not be ten seconds away.
      Thread.ofVirtual().name("look after a command").start(() -> look(seen));
    }

    private void look(TrackedRun seen) {
      try {
        pause.pause(UNTIL_SEEN);
        seen(seen, client.sup());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (ControlException e) {
        // After a panic nobody answers; the run's own follower says how it ended.
        LOG.debug("event=no-answer-after-command migration={} text=\"{}\"", seen.name(), e);
      }
    }

    private void seen(TrackedRun seen, StatusReply status) {
      seen.observe(new Observation.StatusSeen(clock.instant(), FigureSource.SOCKET, status));
    }
  }
}
