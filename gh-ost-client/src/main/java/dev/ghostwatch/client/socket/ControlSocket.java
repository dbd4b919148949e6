package dev.ghostwatch.client.socket;

import dev.ghostwatch.client.command.Command;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A gh-ost's control socket. Each command has a connection of its own, as gh-ost wants it, and
 * there is never more than one in flight: a caller waits for the one before, and that counts
 * towards its total time limit.
 */
public final class ControlSocket implements CommandChannel {

  /** More than any answer of gh-ost; a server that says more is none. */
  public static final int LARGEST_REPLY_BYTES = 1 << 20;

  private static final int FIRST_BUFFER_BYTES = 1024;

  /** Of all sockets of this process. */
  private static final Selectors SELECTORS = new Selectors();

  private final Endpoint endpoint;
  private final TimeLimits limits;
  private final ReentrantLock oneAtATime = new ReentrantLock(true);

  public ControlSocket(Endpoint endpoint) {
    this(endpoint, TimeLimits.defaults());
  }

  public ControlSocket(Endpoint endpoint, TimeLimits limits) {
    this.endpoint = endpoint;
    this.limits = limits;
  }

  @Override
  public Endpoint endpoint() {
    return endpoint;
  }

  @Override
  public String exchange(Command command) throws ControlException {
    Deadline total = Deadline.in(limits.total());
    try {
      if (!oneAtATime.tryLock(total.millisLeft(), TimeUnit.MILLISECONDS)) {
        throw Failures.busy(endpoint, limits);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failures.interrupted(endpoint, e);
    }
    try {
      return exchange(command.wire(), total);
    } finally {
      oneAtATime.unlock();
    }
  }

  @SuppressWarnings("ThreadPriorityCheck") // it saves a wait; nothing relies on it
  private String exchange(String line, Deadline total) throws ControlException {
    try (SelectorLoan selector = new SelectorLoan(SELECTORS, endpoint);
        SocketChannel channel = Connector.connect(endpoint, limits, total, selector)) {
      Deadline firstByte = Deadline.in(limits.firstByte()).earlier(total);
      boolean sent = send(line, channel, selector, firstByte);
      // gh-ost answers in a millisecond. Others of ten thousand can be asked meanwhile.
      Thread.yield();
      return receive(channel, selector, firstByte, total, sent);
    } catch (ControlException e) {
      throw e;
    } catch (IOException e) {
      throw Failures.io(endpoint, e);
    }
  }

  /**
   * False when the other side closed before it read everything; it may have answered nevertheless.
   */
  private boolean send(String line, SocketChannel channel, SelectorLoan selector, Deadline deadline)
      throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(line.concat("\n").getBytes(StandardCharsets.UTF_8));
    try {
      while (channel.write(bytes) >= 0 && bytes.hasRemaining()) {
        selector.await(channel, SelectionKey.OP_WRITE, deadline.millisLeft());
        if (deadline.isPast()) {
          throw Failures.noAnswer(endpoint, limits);
        }
      }
      return true;
    } catch (ControlException e) {
      throw e;
    } catch (IOException _) {
      // Broken pipe or reset: what was answered before is still worth reading.
      return false;
    }
  }

  private String receive(
      SocketChannel channel,
      SelectorLoan selector,
      Deadline firstByte,
      Deadline total,
      boolean sent)
      throws IOException {
    byte[] reply = new byte[FIRST_BUFFER_BYTES];
    int length = 0;
    while (true) {
      if (length == reply.length) {
        reply = Arrays.copyOf(reply, reply.length * 2);
      }
      int count = read(channel, ByteBuffer.wrap(reply, length, reply.length - length));
      if (count < 0) {
        return text(reply, length, sent);
      }
      length += count;
      if (length > LARGEST_REPLY_BYTES) {
        throw Failures.tooLarge(endpoint);
      }
      Deadline deadline = length == 0 ? firstByte : total;
      if (deadline.isPast()) {
        throw length == 0
            ? Failures.noAnswer(endpoint, limits)
            : Failures.tooSlow(endpoint, limits, length);
      }
      if (count == 0) {
        selector.await(channel, SelectionKey.OP_READ, deadline.millisLeft());
      }
    }
  }

  /**
   * -1 at the end, also when the other side closed with something of ours unread: gh-ost does that
   * to a line that is too long.
   */
  private static int read(SocketChannel channel, ByteBuffer buffer) {
    try {
      return channel.read(buffer);
    } catch (IOException _) {
      return -1;
    }
  }

  private String text(byte[] reply, int length, boolean sent) throws ControlException {
    if (length == 0) {
      throw Failures.closedEarly(endpoint, sent);
    }
    // Invalid UTF-8 becomes replacement characters: the rest of the answer is still good.
    return new String(reply, 0, length, StandardCharsets.UTF_8);
  }
}
