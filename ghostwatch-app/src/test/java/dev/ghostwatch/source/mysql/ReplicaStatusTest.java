package dev.ghostwatch.source.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.model.server.ReplicationChannel;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReplicaStatusTest {
  private static Row row(@Nullable String... namesAndValues) {
    Map<String, @Nullable String> columns = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      columns.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return new Row(columns);
  }

  @Test
  void theOldAndTheNewSpellingMeanTheSame() {
    Row old =
        row(
            "connection_name", "eu",
            "master_host", "db1",
            "master_port", "3306",
            "master_server_id", "11",
            "master_uuid", "u-1",
            "slave_io_running", "Yes",
            "slave_sql_running", "Yes",
            "seconds_behind_master", "3",
            "sql_delay", "0",
            "master_log_file", "bin.000007",
            "read_master_log_pos", "120",
            "relay_master_log_file", "bin.000006",
            "exec_master_log_pos", "99",
            "last_io_errno", "0",
            "last_io_error", "",
            "last_sql_errno", "0",
            "last_sql_error", "");
    Row young =
        row(
            "channel_name", "eu",
            "source_host", "db1",
            "source_port", "3306",
            "source_server_id", "11",
            "source_uuid", "u-1",
            "replica_io_running", "Yes",
            "replica_sql_running", "Yes",
            "seconds_behind_source", "3",
            "sql_delay", "0",
            "source_log_file", "bin.000007",
            "read_source_log_pos", "120",
            "relay_source_log_file", "bin.000006",
            "exec_source_log_pos", "99",
            "last_io_errno", "0",
            "last_io_error", "",
            "last_sql_errno", "0",
            "last_sql_error", "");
    ReplicationChannel channel = ReplicationCollector.channel(old, Map.of());
    assertThat(channel).isEqualTo(ReplicationCollector.channel(young, Map.of()));
    assertThat(channel)
        .isEqualTo(
            new ReplicationChannel(
                "eu",
                "db1",
                3306,
                11L,
                "u-1",
                "Yes",
                true,
                3.0,
                0.0,
                "bin.000007:120",
                "bin.000006:99",
                0,
                "",
                0,
                ""));
  }

  @Test
  void aBrokenChannelHasNoLagAndTheWorkersWords() {
    Row broken =
        row(
            "channel_name", "",
            "source_host", "db1",
            "replica_io_running", "Yes",
            "replica_sql_running", "No",
            "seconds_behind_source", null,
            "last_sql_errno", "1062",
            "last_sql_error", "Coordinator stopped because there were error(s) in the worker(s).");
    ReplicationChannel channel =
        ReplicationCollector.channel(broken, Map.of("", "Duplicate entry '1'"));
    assertThat(channel.lagSeconds()).isNull();
    assertThat(channel.isBroken()).isTrue();
    assertThat(channel.sqlError()).isEqualTo("Duplicate entry '1'");
    assertThat(ReplicationCollector.channel(broken, Map.of()).sqlError())
        .startsWith("Coordinator stopped");
  }

  @Test
  void aChannelThatConnectsIsNeitherRunningNorBrokenWithoutAnError() {
    Row connecting = row("slave_io_running", "Connecting", "slave_sql_running", "Yes");
    ReplicationChannel channel = ReplicationCollector.channel(connecting, Map.of());
    assertThat(channel.isRunning()).isFalse();
    assertThat(channel.isBroken()).isFalse();
    Row failing =
        row("slave_io_running", "Connecting", "slave_sql_running", "Yes", "last_io_errno", "2003");
    assertThat(ReplicationCollector.channel(failing, Map.of()).isBroken()).isTrue();
  }
}
