package dev.ghostwatch.client.socket;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Connects within a time limit. The channels it returns are non-blocking. */
final class Connector {

  /**
   * {@code sizeof(sockaddr_un.sun_path)} on Linux less the final null; macOS takes three bytes
   * fewer and says so itself.
   */
  static final int LONGEST_PATH_BYTES = 107;

  private static final long RETRY_MILLIS = 10;

  private Connector() {}

  static SocketChannel connect(
      Endpoint endpoint, TimeLimits limits, Deadline total, Selector selector) throws IOException {
    Deadline deadline = Deadline.in(limits.connect()).earlier(total);
    return switch (endpoint) {
      case Endpoint.UnixSocket unix -> connectUnix(unix, limits, deadline, selector);
      case Endpoint.Tcp tcp -> connectTcp(tcp, limits, deadline, selector);
    };
  }

  private static SocketChannel connectUnix(
      Endpoint.UnixSocket endpoint, TimeLimits limits, Deadline deadline, Selector selector)
      throws IOException {
    Path path = endpoint.path();
    int bytes = path.toString().getBytes(StandardCharsets.UTF_8).length;
    if (bytes > LONGEST_PATH_BYTES) {
      throw Failures.pathTooLong(endpoint, bytes);
    }
    UnixDomainSocketAddress address = UnixDomainSocketAddress.of(path);
    while (true) {
      SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
      boolean connected = false;
      try {
        channel.configureBlocking(false);
        connected = channel.connect(address);
      } catch (IOException e) {
        throw Failures.connect(endpoint, e);
      } finally {
        if (!connected) {
          channel.close();
        }
      }
      if (connected) {
        return channel;
      }
      // A Unix socket connects at once or not at all: "in progress" is the listener's queue being
      // full (EAGAIN on Linux), and such a channel
      // would never become ready.
      if (deadline.isPast()) {
        throw Failures.connectTimeout(endpoint, limits);
      }
      selector.select(Math.min(RETRY_MILLIS, deadline.millisLeft()));
      if (Thread.currentThread().isInterrupted()) {
        throw Failures.interrupted(endpoint, null);
      }
    }
  }

  private static SocketChannel connectTcp(
      Endpoint.Tcp endpoint, TimeLimits limits, Deadline deadline, Selector selector)
      throws IOException {
    InetAddress address = resolve(endpoint, limits, deadline);
    SocketChannel channel = SocketChannel.open();
    boolean connected = false;
    try {
      channel.configureBlocking(false);
      connected = channel.connect(new InetSocketAddress(address, endpoint.port()));
      if (!connected) {
        SelectionKey key = channel.register(selector, SelectionKey.OP_CONNECT);
        while (!connected && !deadline.isPast()) {
          selector.select(deadline.millisLeft());
          selector.selectedKeys().clear();
          if (Thread.currentThread().isInterrupted()) {
            throw Failures.interrupted(endpoint, null);
          }
          connected = channel.finishConnect();
        }
        key.interestOps(0);
      }
    } catch (ControlException e) {
      throw e;
    } catch (IOException e) {
      throw Failures.connect(endpoint, e);
    } finally {
      if (!connected) {
        channel.close();
      }
    }
    if (!connected) {
      throw Failures.connectTimeout(endpoint, limits);
    }
    return channel;
  }

  /**
   * The name service has time limits of its own, in tens of seconds, so it is asked on another
   * thread.
   */
  private static InetAddress resolve(Endpoint.Tcp endpoint, TimeLimits limits, Deadline deadline)
      throws ControlException {
    CompletableFuture<InetAddress> found = new CompletableFuture<>();
    Thread resolver =
        Thread.ofPlatform()
            .daemon()
            .name("resolve " + endpoint.host())
            .unstarted(() -> lookUp(endpoint, found));
    resolver.start();
    try {
      return found.get(deadline.millisLeft(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failures.interrupted(endpoint, e);
    } catch (TimeoutException e) {
      throw Failures.unresolved(endpoint, limits, e);
    } catch (ExecutionException e) {
      throw Failures.unknownHost(endpoint, e);
    }
  }

  private static void lookUp(Endpoint.Tcp endpoint, CompletableFuture<InetAddress> found) {
    try {
      found.complete(InetAddress.getByName(endpoint.host()));
    } catch (UnknownHostException e) {
      found.completeExceptionally(e);
    }
  }
}
