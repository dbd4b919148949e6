package dev.ghostwatch.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.access.Role;
import dev.ghostwatch.client.status.StatusReply;
import dev.ghostwatch.monitor.MigrationMonitor;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stream over real connections; the hub alone is tried in StreamHubTest. */
@NullUnmarked // a test fails on null by itself
class StreamTest {
  private static final int MIGRATIONS = 150;
  private static final Pattern ID = Pattern.compile("id: [a-z0-9]+-(\\d+)");

  @TempDir private Path folder;
  private WebWorld world;
  private AgentServer server;

  @BeforeEach
  void start() throws IOException {
    world = new WebWorld(folder).user("ann", Role.VIEWER);
    rows(0);
    server = world.start();
  }

  @AfterEach
  void stop() {
    world.close();
  }

  private void rows(int copied) {
    List<dev.ghostwatch.model.Snapshot> now = new ArrayList<>();
    for (int i = 0; i < MIGRATIONS; i++) {
      now.add(MigrationMonitor.of(List.of(StatusReply.parse(status(i, copied)))));
    }
    world.snapshots.clear();
    world.snapshots.addAll(now);
  }

  /** A client that reads. */
  private final class Listener implements AutoCloseable {
    private final Socket socket;
    private BufferedReader in;

    Listener(String... headers) throws IOException {
      socket = open(headers);
    }

    private BufferedReader in() throws IOException {
      if (in == null) {
        in =
            new BufferedReader(
                new InputStreamReader(
                    new Unchunked(socket.getInputStream()), StandardCharsets.UTF_8));
      }
      return in;
    }

    /** The number of the next message, and its data. */
    Message next() throws IOException {
      int number = -1;
      while (true) {
        String line = in().readLine();
        if (line == null) {
          throw new IOException("the stream has ended");
        }
        Matcher id = ID.matcher(line);
        if (id.matches()) {
          number = Integer.parseInt(id.group(1));
        } else if (line.startsWith("data: {\"migrations\"")) {
          return new Message(number, line);
        }
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  private record Message(int number, String data) {}

  private Socket open(String... headers) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), world.port());
    socket.setSoTimeout(20_000);
    StringBuilder request = new StringBuilder("GET /api/v1/stream HTTP/1.1\r\n");
    request.append("Host: 127.0.0.1:").append(world.port()).append("\r\n");
    for (String header : headers) {
      request.append(header).append("\r\n");
    }
    socket
        .getOutputStream()
        .write(request.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  @Test
  void clientsHearOfChangesAndGoOnWhereTheyWere() throws IOException {
    try (Listener listener = new Listener()) {
      Message first = listener.next();
      assertThat(first.data()).contains("\"whole\":true", "\"rowsCopied\":0,");
      rows(500);
      world.ticks.release();
      Message second = listener.next();
      assertThat(second.number()).isEqualTo(first.number() + 1);
      assertThat(second.data()).contains("\"whole\":false", "\"rowsCopied\":500,");
      String epoch = Long.toString(world.clock.instant().toEpochMilli(), 36);
      try (Listener late = new Listener("Last-Event-ID: " + epoch + "-" + first.number())) {
        assertThat(late.next().data()).contains("\"whole\":false", "\"rowsCopied\":500,");
      }
    }
  }

  @Test
  void whatIsPackedIsUnpackedByAnyGzip() throws IOException {
    try (Socket socket = open("Accept-Encoding: gzip")) {
      Unchunked body = new Unchunked(socket.getInputStream());
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(
                  new FilterInputStream(new GZIPInputStream(body)) {
                    @Override
                    public int available() {
                      // What a gzip stream says of itself makes a reader wait for more.
                      return 0;
                    }
                  },
                  StandardCharsets.UTF_8));
      assertThat(in.readLine()).startsWith("id: ");
      assertThat(in.readLine()).isEqualTo("event: state");
      assertThat(in.readLine()).startsWith("data: {\"migrations\":[{\"id\":\"shop.orders0@");
    }
  }

  /** The body of an answer that comes in chunks. */
  private static final class Unchunked extends java.io.InputStream {
    private final java.io.InputStream in;
    private int left;

    Unchunked(java.io.InputStream in) throws IOException {
      this.in = new BufferedInputStream(in, 1 << 16);
      String line;
      boolean comesInChunks = false;
      do {
        line = line();
        comesInChunks |= line.equals("Transfer-Encoding: chunked");
      } while (!line.isEmpty());
      left = comesInChunks ? 0 : Integer.MAX_VALUE;
    }

    private String line() throws IOException {
      StringBuilder line = new StringBuilder();
      for (int c = in.read(); c != '\n'; c = in.read()) {
        if (c != '\r') {
          line.append((char) c);
        }
      }
      return line.toString();
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (left == 0) {
        String size = line();
        left = Integer.parseInt(size.isEmpty() ? line() : size, 16);
        if (left == 0) {
          return -1;
        }
      }
      int read = in.read(bytes, offset, Math.min(left, length));
      left -= Math.max(0, read);
      return read;
    }
  }

  /**
   * Some hundred kilobytes a second for a client that takes none: it is told the latest state when
   * it reads again, and what it missed was kept nowhere.
   */
  @Test
  void aClientThatStopsReadingIsOwedTheLatestStateOnly() throws IOException {
    int seconds = 60;
    try (Listener stuck = new Listener();
        Listener reads = new Listener()) {
      reads.next();
      long sent = 0;
      for (int i = 1; i <= seconds; i++) {
        rows(i);
        world.ticks.release();
        Message message;
        do {
          message = reads.next();
        } while (!message.data().contains("\"rowsCopied\":" + i + ","));
        sent += message.data().length();
      }
      assertThat(sent).isGreaterThan(10_000_000);
      int got = 0;
      Message last;
      do {
        last = stuck.next();
        got++;
        // What lies in the buffers of the network comes first; then it is told at the next second.
        if (!last.data().contains("\"rowsCopied\":" + seconds + ",")) {
          world.ticks.release();
        }
      } while (!last.data().contains("\"rowsCopied\":" + seconds + ","));
      assertThat(got).isLessThan(seconds * 3 / 4);
    }
  }

  @Test
  void clientsThatAreGoneWithoutAWordAreForgotten() throws IOException {
    for (int i = 0; i < 20; i++) {
      Socket socket = open();
      assertThat(socket.getInputStream().read()).isEqualTo('H');
      // Cut, as a cable is.
      socket.setSoLinger(true, 0);
      socket.close();
    }
    try (Listener reads = new Listener()) {
      reads.next();
      for (int i = 1; server.stream().clients() > 1 && i < 200; i++) {
        rows(i);
        world.ticks.release();
        reads.next();
      }
      assertThat(server.stream().clients()).isOne();
    }
  }

  @Test
  void aStreamEndsWithTheSession() throws IOException {
    String[] ann = world.login("ann");
    try (Listener listener = new Listener(ann[0], "Connection: close")) {
      listener.next();
      world.users.change(data -> data.withoutUser("ann"));
      world.ticks.release();
      assertThat(listener.in().lines().filter(line -> line.startsWith("data:"))).isEmpty();
    }
  }

  @Test
  void whoSendsSlowlyHoldsUpNobody() throws IOException {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 40; i++) {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), world.port());
        slow.add(socket);
        String head =
            i % 2 == 0
                ? "GET /api/v1/migrations HTTP/1.1\r\nHost: 127.0."
                : "POST /api/v1/session HTTP/1.1\r\nHost: 127.0.0.1:"
                    + world.port()
                    + "\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{\"us";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
      }
      for (int i = 0; i < 5; i++) {
        assertThat(world.get("/healthz").body()).isEqualTo("ok\n");
      }
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  private static String status(int i, long copied) {
    return """
    # Migrating `shop`.`orders%d`; Ghost table is `shop`.`_orders%d_gho`
    # Migration started at Sun Nov 22 13:08:06 +0000 2026
    Copy: %d/752865 62.0%%; Applied: 12; Backlog: 3/1000; Time: 2m40s(total), 2m11s(copy); streamer: mysql-bin.007069:622646704; Lag: 0.01s, HeartbeatLag: 0.02s, State: migrating; ETA: 1m19s
    """
        .formatted(i, i, copied);
  }
}
