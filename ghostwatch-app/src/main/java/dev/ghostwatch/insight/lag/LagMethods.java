package dev.ghostwatch.insight.lag;

import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.model.layers.LagFigures;
import dev.ghostwatch.model.layers.ServersAndHost;
import dev.ghostwatch.model.server.ReplicationChannel;
import dev.ghostwatch.model.server.ServerFigures;
import dev.ghostwatch.model.server.ServerRole;
import dev.ghostwatch.model.server.Standstill;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lays the methods of measuring lag side by side, replica by replica. gh-ost's own figure is held
 * against every replica: one that gh-ost does not look at is what the comparison is to find.
 */
public final class LagMethods {
  /** pt-heartbeat writes each second. */
  private static final double HEARTBEAT_SECONDS = 1;

  private LagMethods() {}

  /** The lag of a migration by all methods. */
  public static LagFigures of(Snapshot snapshot, ServersAndHost around) {
    LagReading ghost = ghost(snapshot);
    List<LagComparison> replicas = new ArrayList<>();
    for (ServerFigures server : around.servers()) {
      if (server.role() != ServerRole.PRIMARY) {
        replicas.add(compare(server, ghost));
      }
    }
    Double worst = ghost == null ? null : ghost.seconds();
    Double disagreement = null;
    for (LagComparison replica : replicas) {
      worst = greater(worst, replica.worstSeconds());
      disagreement = greater(disagreement, replica.disagreementSeconds());
    }
    return new LagFigures(
        ghost == null ? null : ghost.seconds(),
        around.replicaLagSeconds(),
        around.heartbeatLagSeconds(),
        worst,
        disagreement);
  }

  private static @Nullable LagReading ghost(Snapshot snapshot) {
    Double lag = snapshot.line() == null ? null : snapshot.line().lagSeconds();
    return lag == null || snapshot.observedAt() == null
        ? null
        : LagReading.byGhost(lag, snapshot.observedAt());
  }

  private static LagComparison compare(ServerFigures server, @Nullable LagReading ghost) {
    // A server that is away shows what it showed last.
    boolean answers = server.reach() != ServerFigures.Reach.AWAY;
    Double status = answers ? server.replicaStatusLagSeconds() : null;
    Double heartbeat =
        answers && server.heartbeat() != null ? server.heartbeat().lagSeconds() : null;
    return new LagComparison(
        server.name(),
        ghost,
        status == null ? null : status(status, server),
        heartbeat == null
            ? null
            : LagReading.byHeartbeat(heartbeat, server.observedAt(), HEARTBEAT_SECONDS));
  }

  private static LagReading status(double lag, ServerFigures server) {
    ReplicationChannel standing = server.standing();
    Standstill still = standing == null ? null : standing.standstill();
    LagReading reading = LagReading.byReplicaStatus(lag, server.observedAt());
    return still == null
        ? reading
        : new LagReading(
            reading.seconds(), reading.at(), reading.resolutionSeconds() + still.unsureSeconds());
  }

  private static @Nullable Double greater(@Nullable Double one, @Nullable Double other) {
    return one == null ? other : other == null ? one : Double.valueOf(Math.max(one, other));
  }
}
