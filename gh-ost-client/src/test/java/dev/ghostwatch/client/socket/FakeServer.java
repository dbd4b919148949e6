package dev.ghostwatch.client.socket;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that treats each connection as a test wants, well or badly. */
final class FakeServer implements Closeable {

  private final ServerSocketChannel listener;
  private final Endpoint endpoint;
  private final Behaviour behaviour;
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Thread acceptor =
      Thread.ofPlatform().daemon().name("fake server").unstarted(this::acceptAll);
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger mostConnections = new AtomicInteger();

  /** What is done with one connection; it is closed afterwards. */
  @FunctionalInterface
  interface Behaviour {
    void treat(SocketChannel connection, FakeServer server) throws IOException;
  }

  private FakeServer(ServerSocketChannel listener, Endpoint endpoint, Behaviour behaviour) {
    this.listener = listener;
    this.endpoint = endpoint;
    this.behaviour = behaviour;
  }

  static FakeServer unix(Path path, Behaviour behaviour) throws IOException {
    ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    listener.bind(UnixDomainSocketAddress.of(path));
    return new FakeServer(listener, new Endpoint.UnixSocket(path), behaviour).started();
  }

  static FakeServer tcp(Behaviour behaviour) throws IOException {
    ServerSocketChannel listener = ServerSocketChannel.open();
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    int port = ((InetSocketAddress) listener.getLocalAddress()).getPort();
    return new FakeServer(listener, new Endpoint.Tcp("127.0.0.1", port), behaviour).started();
  }

  /** Reads a line, then says the reply. */
  static Behaviour answering(String reply) {
    return (connection, server) -> {
      server.lines.add(readLine(connection));
      write(connection, reply.getBytes(StandardCharsets.UTF_8));
    };
  }

  private FakeServer started() {
    acceptor.start();
    return this;
  }

  private void acceptAll() {
    while (true) {
      try {
        SocketChannel connection = listener.accept();
        Thread.ofVirtual().name("fake connection").start(() -> treat(connection));
      } catch (IOException _) {
        // The listener is closed: the test is over.
        return;
      }
    }
  }

  private void treat(SocketChannel connection) {
    mostConnections.accumulateAndGet(connections.incrementAndGet(), Math::max);
    try (connection) {
      behaviour.treat(connection, this);
    } catch (IOException _) {
      // The client left, which is what most of the tests are about.
    } finally {
      connections.decrementAndGet();
    }
  }

  static String readLine(SocketChannel connection) throws IOException {
    StringBuilder line = new StringBuilder();
    ByteBuffer one = ByteBuffer.allocate(1);
    while (connection.read(one) > 0 && one.get(0) != '\n') {
      line.append((char) (one.get(0) & 0xff));
      one.clear();
    }
    return new String(
        line.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  static void write(SocketChannel connection, byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      connection.write(buffer);
    }
  }

  /** Returns when the client closes its side. */
  static void awaitClose(SocketChannel connection) throws IOException {
    ByteBuffer ignored = ByteBuffer.allocate(64);
    while (connection.read(ignored) >= 0) {
      ignored.clear();
    }
  }

  Endpoint endpoint() {
    return endpoint;
  }

  List<String> lines() {
    return lines;
  }

  int mostConnections() {
    return mostConnections.get();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    try {
      // Until then the socket may still take connections.
      acceptor.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
