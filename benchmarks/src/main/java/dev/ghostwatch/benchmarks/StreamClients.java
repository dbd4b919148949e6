package dev.ghostwatch.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Many clients of one agent's stream of events, as a browser each: gzip, all migrations. Some
 * unpack what they get, count the messages and time how old the youngest picture in each is; the
 * others take the bytes.
 */
public final class StreamClients {
  private static final int UNPACKING = 10;
  private static final Pattern OBSERVED =
      Pattern.compile(
          "\"id\":\"([^\"]+)\",\"database\"[^{}]*\"observedAt\":\"([0-9TZ:.-]{20,24})\"");
  private static final String END = "\n\n";

  private final List<Client> clients = new ArrayList<>();
  private final List<Double> delays = new ArrayList<>();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 18);
  private Instant begin = Instant.MAX;

  private static final class Client {
    private long bytes;
    private long messages;
    private final boolean unpacks;
    private final Inflater inflater = new Inflater(true);
    private final ByteArrayOutputStream packed = new ByteArrayOutputStream();
    private final StringBuilder text = new StringBuilder();
    private final Map<String, String> seen = new HashMap<>();
    private boolean hasHead;
    private boolean begun;

    private Client(boolean unpacks) {
      this.unpacks = unpacks;
    }
  }

  private StreamClients() {}

  /**
   * Listens for a while and prints a row of a table.
   *
   * @param arguments the port, clients, seconds to warm up, seconds to measure
   */
  public static void main(String[] arguments) throws IOException, DataFormatException {
    new StreamClients()
        .listen(
            Integer.parseInt(arguments[0]),
            Integer.parseInt(arguments[1]),
            Integer.parseInt(arguments[2]),
            Integer.parseInt(arguments[3]));
  }

  private void listen(int port, int count, int warm, int seconds)
      throws IOException, DataFormatException {
    try (Selector selector = Selector.open()) {
      for (int i = 0; i < count; i++) {
        Client client = new Client(i < UNPACKING);
        clients.add(client);
        SocketChannel channel =
            SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        String request =
            "GET /api/v1/stream HTTP/1.1\r\nHost: 127.0.0.1:"
                + port
                + "\r\nAccept-Encoding: gzip\r\nAccept: text/event-stream\r\n\r\n";
        channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, client);
      }
      Instant measured = Instant.now().plusSeconds(warm);
      Instant end = measured.plusSeconds(seconds);
      System.out.println("listening");
      boolean isWarm = false;
      while (Instant.now().isBefore(end)) {
        selector.select(100);
        if (!isWarm && !Instant.now().isBefore(measured)) {
          isWarm = true;
          begin = Instant.now();
          clients.forEach(client -> {
            client.messages = 0;
            client.bytes = 0;
          });
        }
        for (SelectionKey key : selector.selectedKeys()) {
          read((SocketChannel) key.channel(), (Client) key.attachment());
        }
        selector.selectedKeys().clear();
      }
    }
    print(seconds);
  }

  private void read(SocketChannel channel, Client client) throws IOException, DataFormatException {
    buffer.clear();
    int length = channel.read(buffer);
    if (length < 0) {
      throw new IOException("the agent hung up");
    }
    client.bytes += length;
    if (client.unpacks) {
      buffer.flip();
      byte[] bytes = new byte[length];
      buffer.get(bytes);
      client.packed.writeBytes(bytes);
      unpack(client);
    }
  }

  /** Chunks of HTTP, in which there are pieces of one deflate stream behind a head of ten bytes. */
  private void unpack(Client client) throws DataFormatException {
    byte[] all = client.packed.toByteArray();
    int at = 0;
    if (!client.hasHead) {
      int head = find(all, 0, "\r\n\r\n");
      if (head < 0) {
        return;
      }
      at = head + 4;
      client.hasHead = true;
    }
    while (true) {
      // The line break behind a chunk comes with the next one.
      at = all.length > at + 1 && all[at] == '\r' ? at + 2 : at;
      int line = find(all, at, "\r\n");
      if (line < 0) {
        break;
      }
      int size = Integer.parseInt(new String(all, at, line - at, StandardCharsets.US_ASCII), 16);
      int from = line + 2;
      if (from + size > all.length) {
        break;
      }
      int skip = client.begun ? 0 : 10;
      client.begun = true;
      client.inflater.setInput(all, from + skip, size - skip);
      byte[] out = new byte[1 << 16];
      int length;
      while ((length = client.inflater.inflate(out)) > 0) {
        client.text.append(new String(out, 0, length, StandardCharsets.ISO_8859_1));
      }
      at = from + size;
    }
    client.packed.reset();
    client.packed.write(all, at, all.length - at);
    messages(client);
  }

  private static int find(byte[] bytes, int from, String text) {
    byte[] wanted = text.getBytes(StandardCharsets.US_ASCII);
    outer:
    for (int i = from; i + wanted.length <= bytes.length; i++) {
      for (int j = 0; j < wanted.length; j++) {
        if (bytes[i + j] != wanted[j]) {
          continue outer;
        }
      }
      return i;
    }
    return -1;
  }

  private void messages(Client client) {
    int end;
    while ((end = client.text.indexOf(END)) >= 0) {
      String message = client.text.substring(0, end);
      client.text.delete(0, end + END.length());
      if (message.contains("event: state")) {
        client.messages++;
        delay(client, message);
      }
    }
  }

  /** How old each new picture is when it arrives: one of just after a message waits a second. */
  private void delay(Client client, String message) {
    Instant now = Instant.now();
    Matcher observed = OBSERVED.matcher(message);
    while (observed.find()) {
      String at = observed.group(2);
      if (!at.equals(client.seen.put(observed.group(1), at)) && now.isAfter(begin)) {
        delays.add(Duration.between(Instant.parse(at), now).toMillis() / 1000.0);
      }
    }
  }

  private void print(int seconds) {
    delays.sort(null);
    long messages = clients.stream().filter(it -> it.unpacks).mapToLong(it -> it.messages).sum();
    long unpacking = Math.min(UNPACKING, clients.size());
    long least = clients.stream().mapToLong(it -> it.bytes).min().orElse(0);
    long bytes = clients.stream().mapToLong(it -> it.bytes).sum();
    System.out.printf(
        "| %d | %.2f | %.2f | %.2f | %.0f | %.0f |",
        clients.size(),
        messages / (double) unpacking / seconds,
        at(50),
        at(99),
        bytes / 1024.0 / clients.size() / seconds,
        least / 1024.0 / seconds);
  }

  private double at(int percent) {
    int index = (int) Math.ceil(delays.size() * percent / 100.0) - 1;
    return delays.isEmpty() ? Double.NaN : delays.get(Math.max(0, index));
  }
}
