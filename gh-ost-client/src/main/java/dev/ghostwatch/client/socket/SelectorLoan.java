package dev.ghostwatch.client.socket;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * The selector of one exchange, borrowed when there is first something to wait for: most answers
 * are there by the time they are looked for. To be closed after the channel.
 */
final class SelectorLoan implements AutoCloseable {
  private final Selectors lender;
  private final Endpoint endpoint;
  private @Nullable Selector selector;

  SelectorLoan(Selectors lender, Endpoint endpoint) {
    this.lender = lender;
    this.endpoint = endpoint;
  }

  private Selector selector() throws IOException {
    Selector borrowed = selector;
    if (borrowed == null) {
      borrowed = lender.borrow();
      selector = borrowed;
    }
    return borrowed;
  }

  /** Waits until a channel is ready for an operation or some time has passed. */
  void await(SocketChannel channel, int operation, long millis) throws IOException {
    Selector borrowed = selector();
    SelectionKey key = channel.keyFor(borrowed);
    if (key == null) {
      channel.register(borrowed, operation);
    } else {
      key.interestOps(operation);
    }
    select(borrowed, millis);
  }

  /** Lets some time pass. */
  void pause(long millis) throws IOException {
    select(selector(), millis);
  }

  private void select(Selector borrowed, long millis) throws IOException {
    borrowed.select(millis);
    borrowed.selectedKeys().clear();
    if (Thread.currentThread().isInterrupted()) {
      throw Failures.interrupted(endpoint, null);
    }
  }

  @Override
  public void close() throws IOException {
    Selector borrowed = selector;
    if (borrowed != null) {
      lender.giveBack(borrowed);
    }
  }
}
