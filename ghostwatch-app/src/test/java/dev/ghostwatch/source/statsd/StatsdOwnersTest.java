package dev.ghostwatch.source.statsd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.client.value.TableName;
import dev.ghostwatch.model.statsd.StatsdSeries;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatsdOwnersTest {
  private static final StatsdCandidate ORDERS =
      candidate("orders", "127.0.0.1:8125", "env:lab", "n:1");
  private static final StatsdCandidate ITEMS = candidate("items", "localhost:8125", "env:lab");
  private static final StatsdCandidate SILENT = candidate("silent", null);

  private final StatsdOwners owners = StatsdOwners.of("127.0.0.1:8125");

  private static StatsdCandidate candidate(String table, @Nullable String address, String... tags) {
    return new StatsdCandidate("id-" + table, new TableName("shop", table), address, List.of(tags));
  }

  private StatsdAssignment owner(List<StatsdCandidate> running, String... tags) {
    return owners.owner(new StatsdSeries("127.0.0.1:9", List.of(tags)), running);
  }

  @Test
  void tagsThatNameTheTableDecide() {
    List<StatsdCandidate> running = List.of(ORDERS, ITEMS, SILENT);
    assertThat(owner(running, "table:silent")).isEqualTo(new StatsdAssignment.To(SILENT));
    assertThat(owner(running, "db:shop", "table:items")).isEqualTo(new StatsdAssignment.To(ITEMS));
    assertThat(owner(running, "migration:shop.orders")).isEqualTo(new StatsdAssignment.To(ORDERS));
    assertThat(owner(running, "migration:id-orders")).isEqualTo(new StatsdAssignment.To(ORDERS));
    assertThat(owner(running, "db:other", "table:items"))
        .isEqualTo(
            new StatsdAssignment.Unknown(
                "StatsD metrics from 127.0.0.1:9 with the tags [db:other, table:items] name no"
                    + " running migrations; they are left out. Start each gh-ost with"
                    + " --statsd-tags=migration:DATABASE.TABLE"));
    assertThat(owner(List.of(ITEMS, ITEMS), "table:items"))
        .isInstanceOf(StatsdAssignment.Unknown.class);
  }

  @Test
  void theTagsOfOneGhostDecideNext() {
    List<StatsdCandidate> running = List.of(ORDERS, ITEMS, SILENT);
    assertThat(owner(running, "n:1", "env:lab")).isEqualTo(new StatsdAssignment.To(ORDERS));
    assertThat(owner(running, "env:lab")).isEqualTo(new StatsdAssignment.To(ITEMS));
  }

  @Test
  void theOnlyOneThatSendsHereIsTheLastGuess() {
    assertThat(owner(List.of(ORDERS, SILENT))).isEqualTo(new StatsdAssignment.To(ORDERS));
    assertThat(owner(List.of(SILENT)))
        .asString()
        .contains("come from a gh-ost that is not seen to send here");
    assertThat(owner(List.of(ORDERS, ITEMS)))
        .asString()
        .contains("may belong to each of 2 migrations");
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:8125,127.0.0.1:8125,true",
    "localhost:8125,127.0.0.1:8125,true",
    ":8125,127.0.0.1:8125,true",
    "127.0.0.1:8126,127.0.0.1:8125,false",
    "10.0.0.5:8125,127.0.0.1:8125,false",
    "10.0.0.5:8125,0.0.0.0:8125,true",
    "[::1]:8125,[0:0:0:0:0:0:0:0]:8125,true",
    "[::1]:8125,[0:0:0:0:0:0:0:1]:8125,true",
    "unix:///run/s,unix:///run/s,true",
    "unixgram:///run/s,unix:///run/s,true",
    "unix:///run/x,unix:///run/s,false",
    "127.0.0.1:8125,unix:///run/s,false",
    "unix:///run/s,127.0.0.1:8125,false",
    "garbage,127.0.0.1:8125,false"
  })
  void addresses(String address, String listener, boolean leads) {
    assertThat(StatsdAddress.leadsTo(address, listener)).isEqualTo(leads);
  }
}
