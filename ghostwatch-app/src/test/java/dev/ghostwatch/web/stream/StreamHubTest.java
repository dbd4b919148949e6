package dev.ghostwatch.web.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.model.Severity;
import dev.ghostwatch.web.api.Happening;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@NullUnmarked // a test fails on null by itself
class StreamHubTest {
  private final Map<String, String> migrations = new LinkedHashMap<>();
  private int written;
  private int firing;

  private final StreamHub hub =
      new StreamHub(
          new Feed() {
            @Override
            public List<Item> migrations() {
              List<Item> items = new ArrayList<>();
              migrations.forEach((id, text) ->
                  items.add(
                      new Item(
                          id,
                          json -> {
                            written++;
                            json.text("id", id);
                            json.text("text", text);
                          })));
              return items;
            }

            @Override
            public Firing firing() {
              return new Firing(firing, firing == 0 ? null : Severity.WARNING);
            }
          },
          // The test ticks by itself.
          _ -> new CountDownLatch(1).await(),
          3,
          "epoch");

  /** A client that takes what it is given, or not. */
  private static final class Client implements Sink {
    private final List<Frame> got = new ArrayList<>();
    private boolean reads = true;
    private boolean isAllowed = true;
    private boolean isClosed;

    @Override
    public boolean offer(Frame frame) {
      if (reads) {
        got.add(frame);
      }
      return reads;
    }

    @Override
    public boolean isAllowed() {
      return isAllowed;
    }

    @Override
    public void close() {
      isClosed = true;
    }

    String text() {
      StringBuilder text = new StringBuilder();
      got.forEach(frame -> text.append(new String(frame.plain(), StandardCharsets.UTF_8)));
      got.clear();
      return text.toString();
    }
  }

  private Client join(String lastEventId, String... wanted) {
    Client client = new Client();
    assertThat(hub.join(client, Set.of(wanted), lastEventId)).isTrue();
    return client;
  }

  @AfterEach
  void close() {
    hub.close();
  }

  private static String state(
      int number, String documents, boolean whole, String gone, int alerts) {
    return "id: epoch-"
        + number
        + "\nevent: state\ndata: {\"migrations\":["
        + documents
        + "],\"whole\":"
        + whole
        + ",\"gone\":["
        + gone
        + "],\"alerts\":{\"firing\":"
        + alerts
        + ",\"worst\":"
        + (alerts == 0 ? "null" : "\"warning\"")
        + "}}\n\n";
  }

  private static String document(String id, String text) {
    return "{\"id\":\"" + id + "\",\"text\":\"" + text + "\"}";
  }

  @Test
  void aClientIsToldEverythingAndThenWhatChanges() {
    migrations.put("a", "one");
    migrations.put("b", "one");
    Client client = join(null);
    assertThat(client.text())
        .isEqualTo(state(1, document("a", "one") + "," + document("b", "one"), true, "", 0));
    hub.tick();
    assertThat(client.text()).isEmpty();
    migrations.put("b", "two");
    hub.tick();
    assertThat(client.text()).isEqualTo(state(2, document("b", "two"), false, "", 0));
    migrations.remove("a");
    firing = 2;
    hub.tick();
    assertThat(client.text()).isEqualTo(state(3, "", false, "\"a\"", 2));
  }

  @Test
  void eachDocumentIsWrittenOnceForAllWhoListen() {
    migrations.put("a", "one");
    Client one = join(null);
    Client other = join(null);
    written = 0;
    migrations.put("a", "two");
    hub.tick();
    assertThat(written).isOne();
    assertThat(one.got.getLast()).isSameAs(other.got.getLast());
  }

  @Test
  void whoDoesNotReadIsToldTheLatestStateWhenReadyAgain() {
    migrations.put("a", "0");
    migrations.put("b", "0");
    Client client = join(null);
    client.text();
    client.reads = false;
    for (int i = 1; i <= 1000; i++) {
      migrations.put("a", Integer.toString(i));
      hub.tick();
    }
    client.reads = true;
    hub.tick();
    assertThat(client.text()).isEqualTo(state(1001, document("a", "1000"), false, "", 0));
  }

  @Test
  void whoComesBackIsToldWhatIsNewSince() {
    migrations.put("a", "one");
    migrations.put("b", "one");
    Client stays = join(null);
    migrations.put("b", "two");
    hub.happened("b", event("error"));
    hub.tick();
    assertThat(stays.text()).contains("event: log");
    String log =
        "event: log\ndata: {\"id\":\"b\",\"events\":[{\"at\":\"2026-11-22T13:08:06.000Z\","
            + "\"type\":\"error\",\"text\":\"text\",\"source\":null,\"user\":null,"
            + "\"throttle\":null}]}\n\n";
    assertThat(join("epoch-1").text())
        .isEqualTo(log + state(2, document("b", "two"), false, "", 0));
    String whole = state(2, document("a", "one") + "," + document("b", "two"), true, "", 0);
    assertThat(join("other-1").text()).isEqualTo(whole);
  }

  @Test
  void aNumberThatCannotBeIsNoPlaceToGoOnFrom() {
    migrations.put("a", "one");
    join(null);
    for (String number : List.of("epoch-7", "epoch--1", "epoch-x", "epoch", "7")) {
      Client client = join(number);
      assertThat(client.text()).as(number).contains("\"whole\":true");
      hub.leave(client);
    }
  }

  @Test
  void eventsAreNotKeptForEver() {
    migrations.put("a", "one");
    Client stays = join(null);
    for (int i = 0; i < 600; i++) {
      hub.happened("a", event("error"));
      hub.tick();
    }
    assertThat(stays.got).hasSize(601);
    assertThat(join("epoch-1").text()).contains("\"whole\":true").doesNotContain("event: log");
    assertThat(join("epoch-590").text()).contains("event: log").contains("\"whole\":false");
  }

  @Test
  void onlyWhatIsWantedIsTold() {
    migrations.put("a", "one");
    migrations.put("b", "one");
    Client client = join(null, "b");
    assertThat(client.text()).isEqualTo(state(1, document("b", "one"), true, "", 0));
    migrations.put("a", "two");
    hub.tick();
    assertThat(client.text()).isEqualTo(state(2, "", false, "", 0));
  }

  @Test
  void whoeverHearsNothingHearsAHeartbeat() {
    Client client = join(null);
    client.text();
    for (int i = 0; i < 30; i++) {
      hub.tick();
    }
    assertThat(client.text()).isEqualTo(":\n\n:\n\n");
  }

  @Test
  void whoMayNoLongerListenIsHungUpOn() {
    Client client = join(null);
    client.isAllowed = false;
    hub.tick();
    assertThat(client.isClosed).isTrue();
    assertThat(hub.clients()).isZero();
  }

  @Test
  void tooManyAreTurnedAway() {
    join(null);
    join(null);
    join(null);
    assertThat(hub.isFull()).isTrue();
    assertThat(hub.join(new Client(), Set.of(), null)).isFalse();
  }

  @Test
  void nothingIsDoneWhileNobodyListens() {
    migrations.put("a", "one");
    Client client = join(null);
    hub.leave(client);
    written = 0;
    migrations.put("a", "two");
    assertThat(hub.tick()).isFalse();
    assertThat(written).isZero();
    assertThat(join("epoch-1").text()).isEqualTo(state(2, document("a", "two"), false, "", 0));
  }

  @Test
  void piecesPackedOneByOneAreOneStream() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(Frame.GZIP_HEAD);
    String large = "large ".repeat(20_000);
    for (String piece : List.of("one", "two", large, "three")) {
      out.writeBytes(Frame.of(piece.getBytes(StandardCharsets.UTF_8)).zipped());
    }
    String wanted = "onetwo" + large + "three";
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(out.toByteArray()))) {
      assertThat(new String(in.readNBytes(wanted.length()), StandardCharsets.UTF_8))
          .isEqualTo(wanted);
    }
    assertThat(out.size()).isLessThan(2000);
  }

  private static Happening event(String type) {
    return new Happening(Instant.parse("2026-11-22T13:08:06Z"), type, "text", null, null);
  }
}
