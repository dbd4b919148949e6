package dev.ghostwatch.model.server;

import dev.ghostwatch.client.value.TableName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What gh-ost's changelog table {@code _TABLE_ghc} says on one server. It travels through
 * replication, so that on a replica it tells what has arrived there.
 *
 * @param server name of the server it was read from
 * @param table the table being migrated
 * @param observedAt when it was read
 * @param heartbeatAt when gh-ost wrote the newest heartbeat that has arrived
 * @param lagSeconds the true replication lag: how old that heartbeat is, to about a tenth of a
 *     second. Null when there is none, and while gh-ost writes none because a user throttled it
 * @param heartbeatsPaused whether gh-ost writes no heartbeats on purpose
 * @param state gh-ost's last word on its progress, {@code GhostTableMigrated}
 * @param throttle the throttle reason that has arrived; null when it is not throttled
 */
public record ChangelogFigures(
    String server,
    TableName table,
    Instant observedAt,
    @Nullable Instant heartbeatAt,
    @Nullable Double lagSeconds,
    boolean heartbeatsPaused,
    @Nullable String state,
    @Nullable String throttle) {}
