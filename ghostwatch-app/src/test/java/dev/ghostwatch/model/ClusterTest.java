package dev.ghostwatch.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.client.status.StatusReply;
import dev.ghostwatch.model.layers.ServersAndHost;
import dev.ghostwatch.model.server.Flavor;
import dev.ghostwatch.model.server.ReplicationChannel;
import dev.ghostwatch.model.server.ServerFigures;
import dev.ghostwatch.model.server.ServerIdentity;
import dev.ghostwatch.monitor.MigrationMonitor;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which of the configured servers have to do with a migration. */
class ClusterTest {
  private static final Instant NOW = Instant.parse("2026-11-26T03:00:00Z");

  private static Snapshot migration(String migrated, String inspected) {
    return MigrationMonitor.of(
        List.of(
            StatusReply.parse(
                "# Migrating `shop`.`orders`; Ghost table is `shop`.`_orders_gho`\n# Migrating "
                    + migrated
                    + "; inspecting "
                    + inspected
                    + "; executing on util1\n")));
  }

  private static ServerFigures server(
      String address,
      @Nullable String hostname,
      @Nullable String uuid,
      @Nullable List<ReplicationChannel> channels) {
    ServerIdentity identity =
        hostname == null
            ? null
            : new ServerIdentity(
                Flavor.MYSQL,
                "9.7.4",
                hostname,
                1L,
                uuid,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    return ServerFigures.of(address, address, NOW).identity(identity).channels(channels).build();
  }

  private static ReplicationChannel from(String host, int port, @Nullable String uuid) {
    return new ReplicationChannel(
        "", host, port, 1L, uuid, "Yes", true, 0.0, 0.0, null, null, 0, "", 0, "");
  }

  private static List<String> names(Snapshot snapshot, ServerFigures... servers) {
    return new ServersAndHost(List.of(servers), null, Map.of())
        .of(snapshot).servers().stream().map(ServerFigures::name).toList();
  }

  @Test
  void anotherClusterIsLeftOut() {
    assertThat(
            names(
                migration("db1:3306", "db2:3306"),
                server("10.0.0.1:3306", "db1", null, List.of()),
                server("10.0.0.2:3306", "db2", null, List.of(from("db1", 3306, null))),
                server("10.0.0.3:3306", "db3", null, List.of(from("10.0.0.2", 3306, null))),
                server("10.0.9.1:3306", "other1", null, List.of()),
                server("10.0.9.2:3306", "other2", null, List.of(from("10.0.9.1", 3306, null)))))
        .containsExactly("10.0.0.1:3306", "10.0.0.2:3306", "10.0.0.3:3306");
  }

  @Test
  void identifiersTellMoreThanNames() {
    // Both replicas call their source by the name of the host on which they themselves run.
    assertThat(
            names(
                migration("vm:3306", "vm:3306"),
                server("127.0.0.1:3306", "vm", "u-1", List.of()),
                server("127.0.0.1:3307", "vm", "u-2", List.of(from("source", 3306, "u-1"))),
                server("127.0.0.1:3309", "vm", "u-4", List.of(from("127.0.0.1", 3306, "u-3")))))
        .containsExactly("127.0.0.1:3306", "127.0.0.1:3307");
  }

  @Test
  void aServerThatIsAwayMayBelong() {
    assertThat(
            names(
                migration("db1:3306", "db1:3306"),
                server("db1:3306", null, null, null),
                server("db2:3306", null, null, null),
                server("db3:3306", "db3", null, null)))
        .containsExactly("db1:3306", "db2:3306", "db3:3306");
  }

  @Test
  void behindAProxyAllAreShown() {
    assertThat(
            names(
                migration("db1:3306", "db1:3306"),
                server("proxy:6033", "inner1", null, List.of()),
                server("proxy:6034", "inner2", null, List.of())))
        .containsExactly("proxy:6033", "proxy:6034");
  }
}
