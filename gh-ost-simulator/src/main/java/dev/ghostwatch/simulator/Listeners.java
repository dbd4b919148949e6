package dev.ghostwatch.simulator;

import java.io.IOException;
import java.net.BindException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Listens on an address and hands each connection to a handler on a virtual thread of its own. */
final class Listeners implements AutoCloseable {

  /** Serves one connection, which is closed when it returns. */
  interface Handler {
    void handle(SocketChannel connection) throws IOException;
  }

  private static final Duration STOP_WITHIN = Duration.ofSeconds(1);

  private final ServerAddress address;
  private final String name;
  private final Handler handler;
  private final List<ServerSocketChannel> channels = new ArrayList<>();
  private final List<Thread> acceptors = new ArrayList<>();
  private final Set<SocketChannel> connections = ConcurrentHashMap.newKeySet();
  private OptionalInt boundPort = OptionalInt.empty();

  Listeners(ServerAddress address, String name, Handler handler) {
    this.address = address;
    this.name = name;
    this.handler = handler;
  }

  /** Binds; when that fails nothing stays bound. */
  void open() throws IOException {
    try {
      if (address.socket().isPresent()) {
        Path path = address.socket().get();
        listen(StandardProtocolFamily.UNIX, UnixDomainSocketAddress.of(path));
      }
      if (address.tcpPort().isPresent()) {
        InetSocketAddress wanted =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), address.tcpPort().getAsInt());
        ServerSocketChannel channel =
            listen(
                wanted.getAddress() instanceof Inet6Address
                    ? StandardProtocolFamily.INET6
                    : StandardProtocolFamily.INET,
                wanted);
        boundPort = OptionalInt.of(((InetSocketAddress) channel.getLocalAddress()).getPort());
      }
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  private ServerSocketChannel listen(StandardProtocolFamily family, SocketAddress where)
      throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open(family);
    channels.add(channel);
    try {
      channel.bind(where, 128);
    } catch (IOException e) {
      BindException failure =
          new BindException(
              "cannot listen on %s: %s. Remove the file if no gh-ost is left behind it, or choose"
                      .formatted(where, e.getMessage())
                  + " another address.");
      failure.initCause(e);
      throw failure;
    }
    acceptors.add(Thread.ofVirtual().name(name + "-accept").start(() -> accept(channel)));
    return channel;
  }

  private void accept(ServerSocketChannel channel) {
    while (channel.isOpen()) {
      try {
        SocketChannel connection = channel.accept();
        connections.add(connection);
        Thread.ofVirtual().name(name).start(() -> serve(connection));
      } catch (IOException _) {
        // Closing the channel is how accepting ends; a connection lost before it was accepted
        // needs no care.
      }
    }
  }

  private void serve(SocketChannel connection) {
    try (connection) {
      handler.handle(connection);
    } catch (IOException _) {
      // The client has gone away, which harms nobody.
    } finally {
      connections.remove(connection);
    }
  }

  /** The TCP port really taken. */
  OptionalInt tcpPort() {
    return boundPort;
  }

  /** Takes no more connections; those open are served to their end. */
  void stopAccepting() {
    for (ServerSocketChannel channel : channels) {
      closeQuietly(channel);
    }
    // A channel is really closed, and connections are refused, only when nobody accepts any more.
    for (Thread acceptor : acceptors) {
      try {
        acceptor.join(STOP_WITHIN);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }

  void removeSocketFile() {
    address
        .socket()
        .ifPresent(path -> {
          try {
            Files.deleteIfExists(path);
          } catch (IOException _) {
            // A file that cannot be removed stays, as one of a killed gh-ost does.
          }
        });
  }

  @Override
  public void close() {
    stopAccepting();
    connections.forEach(Listeners::closeQuietly);
  }

  private static void closeQuietly(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception _) {
      // It is of no more use either way.
    }
  }
}
