package dev.ghostwatch.monitor;

import dev.ghostwatch.client.command.Command;
import dev.ghostwatch.client.socket.CommandChannel;
import dev.ghostwatch.client.socket.Endpoint;
import dev.ghostwatch.client.status.StatusReply;
import dev.ghostwatch.model.FigureSource;
import dev.ghostwatch.model.Observation;
import dev.ghostwatch.model.Outcome;
import dev.ghostwatch.source.host.KernelLog;
import dev.ghostwatch.testing.WallClock;
import java.nio.file.Path;

/** A run that an agent would follow and that is told everything: it asks nobody. */
public final class ToldRun {
  private static final String HINTS =
      """
      # Migrating `shop`.`orders`; Ghost table is `shop`.`_orders_gho`
      # Migrating db1:3306; inspecting db2:3306; executing on util1
      # Migration started at Sun Nov 22 13:00:00 +0000 2026
      # chunk-size: 1000; max-lag-millis: 1500ms; dml-batch-size: 10; max-load: ; critical-load: ; nice-ratio: 0.000000
      """;

  private final WallClock clock;
  private final TrackedRun run;

  public ToldRun(WallClock clock) {
    this.clock = clock;
    Mute mute = new Mute();
    run =
        new TrackedRun(
            RunningMigration.at(mute.endpoint(), mute, clock),
            new Following(
                () -> PollPolicy.STANDARD,
                new Nobody(),
                FollowObserver.NOBODY,
                clock,
                clock::advance,
                Path.of("/nonexistent"),
                (_, _) -> new KernelLog.Found(null, null),
                Following.Outputs.OF_THIS_HOST));
  }

  public TrackedRun run() {
    return run;
  }

  /** Its status line now; {@code rows} of a million are copied. */
  public void says(long rows, long second, String state) {
    String line =
        "Copy: %d/1000000 %.1f%%; Applied: 0; Backlog: 0/1000; Time: %ds(total), %ds(copy); streamer: mysql-bin.000001:%d; Lag: 0.01s, HeartbeatLag: 0.02s, State: %s; ETA: 1m19s\n"
            .formatted(rows, rows / 10_000.0, second, second, 4 + second * 100, state);
    run.observe(
        new Observation.StatusSeen(
            clock.instant(), FigureSource.SOCKET, StatusReply.parse(HINTS + line)));
  }

  public void ends(Outcome outcome) {
    run.observe(new Observation.Ended(clock.instant(), outcome));
  }

  private static final class Mute implements CommandChannel {
    @Override
    public Endpoint endpoint() {
      return new Endpoint.UnixSocket(Path.of("/tmp/gh-ost.shop.orders.sock"));
    }

    @Override
    public String exchange(Command command) {
      throw new AssertionError("nobody asks " + command.wire());
    }
  }

  private static final class Nobody implements RunListener {}
}
