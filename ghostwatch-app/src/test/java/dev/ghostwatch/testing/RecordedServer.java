package dev.ghostwatch.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Answers with what a real gh-ost was recorded to answer, each command's replies in turn, the last
 * one for ever. A word that is not in the recording is noted and gets no answer.
 */
public final class RecordedServer implements AutoCloseable {
  private final Map<String, Deque<String>> replies = new HashMap<>();
  private final List<String> received = new CopyOnWriteArrayList<>();
  private final List<String> unknown = new CopyOnWriteArrayList<>();
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicInteger mostInFlight = new AtomicInteger();
  private final Path socket;
  private final ServerSocketChannel listener;

  public RecordedServer(Path socket, List<Recordings.Exchange> exchanges) {
    this.socket = socket;
    for (Recordings.Exchange exchange : exchanges) {
      if (!exchange.reply().isEmpty()) {
        replies
            .computeIfAbsent(exchange.command(), command -> new ArrayDeque<>())
            .addLast(exchange.reply());
      }
    }
    try {
      listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      listener.bind(UnixDomainSocketAddress.of(socket));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().name("recorded-gh-ost").start(this::accept);
  }

  /** What was sent, byte for byte, line ends taken off. */
  public List<String> received() {
    return List.copyOf(received);
  }

  /** What was sent and is not in the recording. */
  public List<String> unknown() {
    return List.copyOf(unknown);
  }

  /** How many questions were open at the same time at most. */
  public int mostInFlight() {
    return mostInFlight.get();
  }

  private void accept() {
    while (true) {
      try {
        SocketChannel connection = listener.accept();
        Thread.ofVirtual().start(() -> serve(connection));
      } catch (ClosedChannelException e) {
        return;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void serve(SocketChannel accepted) {
    mostInFlight.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
    try (SocketChannel connection = accepted) {
      ByteBuffer bytes = ByteBuffer.allocate(4096);
      while (bytes.position() == 0 || bytes.get(bytes.position() - 1) != '\n') {
        if (connection.read(bytes) < 0) {
          break;
        }
      }
      String line = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
      String command = line.endsWith("\n") ? line.substring(0, line.length() - 1) : line;
      received.add(command);
      String reply = reply(command);
      // Counted down first: the client may ask again as soon as it has the answer.
      inFlight.decrementAndGet();
      if (reply == null) {
        unknown.add(command);
      } else {
        ByteBuffer answer = ByteBuffer.wrap(reply.getBytes(StandardCharsets.UTF_8));
        while (answer.hasRemaining()) {
          connection.write(answer);
        }
      }
    } catch (IOException e) {
      // The client went away, which is its right.
    }
  }

  private synchronized String reply(String command) {
    Deque<String> left = replies.get(command);
    if (left == null) {
      return null;
    }
    return left.size() > 1 ? left.removeFirst() : left.getFirst();
  }

  /** Stops listening and removes the socket, as a gh-ost that ends in order does. */
  @Override
  public void close() {
    try {
      listener.close();
      Files.deleteIfExists(socket);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
