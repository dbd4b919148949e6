package dev.ghostwatch.web.stream;

import dev.ghostwatch.document.Documents;
import dev.ghostwatch.document.Json;
import dev.ghostwatch.web.api.Happening;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells all clients once a second what changed. Each document is written once, whoever listens, and
 * clients that have the same to learn share one message. Kept are the newest document of each
 * migration and the last events, nothing for a client: one that reads slowly is told the latest
 * state when it is ready again, however much it missed. Nothing is done while nobody listens.
 */
public final class StreamHub implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StreamHub.class);

  /**
   * A little under a second: what has just missed a message must not be a second old in the next.
   */
  private static final Duration TICK = Duration.ofMillis(900);

  private static final int HEARTBEAT_TICKS = 15;
  private static final int EVENTS_KEPT = 500;
  private static final int GONE_KEPT = 500;

  /** Since when a client that knows nothing wants to know. */
  static final long NOTHING = -1;

  /** Waits; a test passes time by itself. */
  @FunctionalInterface
  public interface Pause {
    void pause(Duration time) throws InterruptedException;
  }

  private final Feed feed;
  private final Pause pause;
  private final int mostClients;
  private final String epoch;
  private final Map<String, Known> known = new LinkedHashMap<>();
  private final Map<String, Long> gone = new LinkedHashMap<>();
  private final List<Told> events = new ArrayList<>();
  private final List<Client> clients = new ArrayList<>();
  private long sequence;
  private long forgotten;
  private Feed.Firing firing = Feed.Firing.NONE;
  private long ticks;
  private @Nullable Thread ticker;
  private boolean closed;

  /** The newest document of a migration, and when it came to be so. */
  private static final class Known {
    private final byte[] document;
    private final long changed;

    private Known(byte[] document, long changed) {
      this.document = document;
      this.changed = changed;
    }
  }

  /** An event, and which message tells of it. */
  private record Told(String migration, Happening event, long sequence) {}

  /** What a message must tell, and to whom. */
  private record Gap(Set<String> wanted, long since) {}

  private static final class Client {
    private final Sink sink;
    private final Set<String> wanted;
    private long since;

    private Client(Sink sink, Set<String> wanted, long since) {
      this.sink = sink;
      this.wanted = wanted;
      this.since = since;
    }
  }

  /**
   * A hub.
   *
   * @param mostClients further ones are turned away
   * @param epoch tells the numbers of this agent from those of the one before it
   */
  public StreamHub(Feed feed, Pause pause, int mostClients, String epoch) {
    this.feed = feed;
    this.pause = pause;
    this.mostClients = mostClients;
    this.epoch = epoch;
  }

  /** How many listen. */
  public synchronized int clients() {
    return clients.size();
  }

  /** Whether no further client is taken in. */
  public synchronized boolean isFull() {
    return closed || clients.size() >= mostClients;
  }

  /** Something happened in a run. */
  public synchronized void happened(String migration, Happening event) {
    events.add(new Told(migration, event, sequence + 1));
    if (events.size() > EVENTS_KEPT) {
      forgotten = Math.max(forgotten, events.removeFirst().sequence());
    }
  }

  /**
   * Takes a client in, which is told at once what it does not know.
   *
   * @param wanted the migrations that it wants to hear of; empty for all
   * @param lastEventId the number of the last message it got; null when there was none
   * @return false when there are too many
   */
  synchronized boolean join(Sink sink, Set<String> wanted, @Nullable String lastEventId) {
    if (isFull()) {
      return false;
    }
    if (clients.isEmpty()) {
      look();
    }
    Client client = new Client(sink, Set.copyOf(wanted), since(lastEventId));
    clients.add(client);
    tell(client, new HashMap<>());
    if (ticker == null) {
      ticker = Thread.ofVirtual().name("stream").start(this::tickAgainAndAgain);
    }
    return true;
  }

  synchronized void leave(Sink sink) {
    clients.removeIf(client -> client.sink.equals(sink));
  }

  private long since(@Nullable String lastEventId) {
    int dash = lastEventId == null ? -1 : lastEventId.lastIndexOf('-');
    if (lastEventId == null || dash < 0 || !lastEventId.substring(0, dash).equals(epoch)) {
      return NOTHING;
    }
    String number = lastEventId.substring(dash + 1);
    long last = number.matches("\\d{1,15}") ? Long.parseLong(number) : NOTHING;
    return last > sequence || last < forgotten ? NOTHING : last;
  }

  private void tickAgainAndAgain() {
    try {
      do {
        pause.pause(TICK);
      } while (tick());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A second has passed. False when nobody listens any more. */
  synchronized boolean tick() {
    if (clients.isEmpty() || closed) {
      ticker = null;
      return false;
    }
    ticks++;
    try {
      look();
      Map<Gap, Frame> frames = new HashMap<>();
      boolean heartbeat = ticks % HEARTBEAT_TICKS == 0;
      for (Client client : List.copyOf(clients)) {
        if (!client.sink.isAllowed()) {
          clients.remove(client);
          client.sink.close();
        } else if (!tell(client, frames) && heartbeat) {
          client.sink.offer(Frame.HEARTBEAT);
        }
      }
    } catch (RuntimeException e) {
      // The clients see a second without news; the next may be better.
      LOG.error("event=stream-failed text=\"nothing was told this second\"", e);
    }
    return true;
  }

  /** Finds out what changed. */
  private void look() {
    long next = sequence + 1;
    boolean changed = !events.isEmpty() && events.getLast().sequence() == next;
    Set<String> seen = new HashSet<>();
    for (Feed.Item item : feed.migrations()) {
      seen.add(item.id());
      byte[] document = document(item);
      Known before = known.get(item.id());
      if (before == null || !Arrays.equals(before.document, document)) {
        known.put(item.id(), new Known(document, next));
        gone.remove(item.id());
        changed = true;
      }
    }
    for (Iterator<String> each = known.keySet().iterator(); each.hasNext(); ) {
      String id = each.next();
      if (!seen.contains(id)) {
        each.remove();
        gone.put(id, next);
        changed = true;
      }
    }
    if (gone.size() > GONE_KEPT) {
      Map.Entry<String, Long> oldest = gone.entrySet().iterator().next();
      forgotten = Math.max(forgotten, oldest.getValue());
      gone.remove(oldest.getKey());
    }
    Feed.Firing now = feed.firing();
    if (!now.equals(firing)) {
      firing = now;
      changed = true;
    }
    if (changed) {
      sequence = next;
    }
  }

  private static byte[] document(Feed.Item item) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 12);
    try {
      Documents.object(out, Documents.Format.JSON_LINE, item.body());
    } catch (IOException e) {
      throw new UncheckedIOException("BUG: writing to memory failed", e);
    }
    byte[] line = out.toByteArray();
    // Without its line break, which would end the data of an event.
    return Arrays.copyOf(line, line.length - 1);
  }

  /** Tells a client what it does not know, if it has taken what it was told before. */
  private boolean tell(Client client, Map<Gap, Frame> frames) {
    if (client.since >= sequence && client.since != NOTHING) {
      return false;
    }
    Gap gap = new Gap(client.wanted, client.since);
    Frame frame = frames.computeIfAbsent(gap, this::frame);
    if (client.sink.offer(frame)) {
      client.since = sequence;
    }
    return true;
  }

  private Frame frame(Gap gap) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 14);
    Map<String, List<Happening>> byMigration = new LinkedHashMap<>();
    if (gap.since() != NOTHING) {
      for (Told told : events) {
        if (told.sequence() > gap.since() && isWanted(gap, told.migration())) {
          byMigration.computeIfAbsent(told.migration(), _ -> new ArrayList<>()).add(told.event());
        }
      }
    }
    byMigration.forEach((migration, happened) -> log(out, migration, happened));
    text(out, "id: " + epoch + "-" + sequence + "\nevent: state\ndata: {\"migrations\":[");
    boolean first = true;
    for (Map.Entry<String, Known> entry : known.entrySet()) {
      if (entry.getValue().changed > gap.since() && isWanted(gap, entry.getKey())) {
        text(out, first ? "" : ",");
        out.writeBytes(entry.getValue().document);
        first = false;
      }
    }
    List<String> left = new ArrayList<>();
    gone.forEach((id, when) -> {
      if (gap.since() != NOTHING && when > gap.since() && isWanted(gap, id)) {
        left.add(id);
      }
    });
    text(out, "],\"whole\":" + (gap.since() == NOTHING) + ",");
    byte[] rest =
        document(
            new Feed.Item(
                "",
                json -> {
                  json.texts("gone", left);
                  json.object("alerts", () -> alerts(json));
                }));
    out.write(rest, 1, rest.length - 1);
    text(out, "\n\n");
    return Frame.of(out.toByteArray());
  }

  private void alerts(Json json) {
    json.number("firing", (long) firing.count());
    json.text("worst", firing.worst() == null ? null : firing.worst().jsonName());
  }

  private static void log(ByteArrayOutputStream out, String migration, List<Happening> events) {
    text(out, "event: log\ndata: ");
    out.writeBytes(
        document(
            new Feed.Item(
                migration,
                json -> {
                  json.text("id", migration);
                  json.array("events", events, event -> json.object(() -> event.write(json)));
                })));
    text(out, "\n\n");
  }

  private static boolean isWanted(Gap gap, String migration) {
    return gap.wanted().isEmpty() || gap.wanted().contains(migration);
  }

  private static void text(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Ends all streams. */
  @Override
  public synchronized void close() {
    closed = true;
    if (ticker != null) {
      ticker.interrupt();
    }
    clients.forEach(client -> client.sink.close());
    clients.clear();
  }
}
