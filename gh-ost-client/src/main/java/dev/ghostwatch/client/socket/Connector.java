package dev.ghostwatch.client.socket;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Connects within a time limit. The channels it returns are non-blocking. */
final class Connector {

  private static final long RETRY_MILLIS = 10;

  private Connector() {}

  static SocketChannel connect(
      Endpoint endpoint, TimeLimits limits, Deadline total, SelectorLoan selector)
      throws IOException {
    Deadline deadline = Deadline.in(limits.connect()).earlier(total);
    // Not a pattern switch: its first use takes milliseconds, on the way of every command that
    // starts up to ask.
    if (endpoint instanceof Endpoint.UnixSocket unix) {
      return connectUnix(unix, limits, deadline, selector);
    }
    return connectTcp((Endpoint.Tcp) endpoint, limits, deadline, selector);
  }

  private static SocketChannel connectUnix(
      Endpoint.UnixSocket endpoint, TimeLimits limits, Deadline deadline, SelectorLoan selector)
      throws IOException {
    Path path = endpoint.path();
    int bytes = path.toString().getBytes(StandardCharsets.UTF_8).length;
    if (bytes > Endpoint.UnixSocket.LONGEST_PATH_BYTES) {
      throw Failures.pathTooLong(endpoint, bytes);
    }
    UnixDomainSocketAddress address = UnixDomainSocketAddress.of(path);
    while (true) {
      IOException busy = null;
      SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
      boolean connected = false;
      try {
        channel.configureBlocking(false);
        connected = channel.connect(address);
      } catch (IOException e) {
        if (!mayBeBusy(e, path)) {
          throw Failures.connect(endpoint, e);
        }
        busy = e;
      } finally {
        if (!connected) {
          channel.close();
        }
      }
      if (connected) {
        return channel;
      }
      if (deadline.isPast()) {
        throw Failures.connectTimeout(endpoint, limits, busy);
      }
      selector.pause(Math.min(RETRY_MILLIS, deadline.millisLeft()));
    }
  }

  /**
   * Whether the listener's queue may be full. A Unix socket connects at once or not at all, and
   * then says "try again", which the JDK passes on as a plain exception whose text depends on the
   * language of the system; all other failures have classes of their own, or no socket.
   */
  private static boolean mayBeBusy(IOException failure, Path path) {
    return failure.getClass() == SocketException.class && SocketFile.isSocket(path);
  }

  private static SocketChannel connectTcp(
      Endpoint.Tcp endpoint, TimeLimits limits, Deadline deadline, SelectorLoan selector)
      throws IOException {
    InetAddress address = resolve(endpoint, limits, deadline);
    SocketChannel channel = SocketChannel.open();
    boolean connected = false;
    try {
      channel.configureBlocking(false);
      connected = channel.connect(new InetSocketAddress(address, endpoint.port()));
      while (!connected && !deadline.isPast()) {
        selector.await(channel, SelectionKey.OP_CONNECT, deadline.millisLeft());
        connected = channel.finishConnect();
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
      throw Failures.connectTimeout(endpoint, limits, null);
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
