package dev.ghostwatch.client.socket;

import java.io.IOException;
import java.nio.channels.Selector;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Lends selectors, each to one exchange at a time. To make one and to close it takes six calls of
 * the system, a third of what an exchange costs, and an agent has thousands of exchanges a second.
 * Thread-safe.
 */
final class Selectors {
  /** About as many as an agent has exchanges at one time. */
  private static final int MOST_IDLE = 64;

  private final Queue<Selector> idle = new ConcurrentLinkedQueue<>();

  /** One that waits for nothing, to be given back when all channels it waited for are closed. */
  Selector borrow() throws IOException {
    Selector lent = idle.poll();
    return lent == null ? Selector.open() : lent;
  }

  /** Takes one back; what is still of a channel that was closed is let go of here. */
  void giveBack(Selector lent) throws IOException {
    lent.selectNow();
    if (lent.keys().isEmpty() && idle.size() < MOST_IDLE) {
      idle.add(lent);
    } else {
      lent.close();
    }
  }

  /** How many wait to be lent. */
  int idle() {
    return idle.size();
  }
}
