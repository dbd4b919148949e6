package dev.ghostwatch.app;

import dev.ghostwatch.alert.action.ActionEngine;
import dev.ghostwatch.alert.rule.Step;
import dev.ghostwatch.model.Snapshot;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has actions done on threads of their own: a run that is slow to answer holds up no other. Of one
 * run the newest picture counts, and nothing is done twice at a time.
 */
final class ActionDesk implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("dev.ghostwatch.action");
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private record Order(Snapshot snapshot, List<Step.Acting> acting) {}

  private final ActionEngine engine;
  private final InstantSource clock;

  /** Guarded by this: what is to be done next, and who is being seen to. */
  private final Map<String, Order> waiting = new HashMap<>();

  private final Set<String> busy = new HashSet<>();
  private boolean closed;

  ActionDesk(ActionEngine engine, InstantSource clock) {
    this.engine = engine;
    this.clock = clock;
  }

  /** Has the actions of a run done, or taken back when there are none any more. */
  void give(Snapshot snapshot, List<Step.Acting> acting) {
    if (snapshot.id() == null || (acting.isEmpty() && !engine.holdsSomethingOf(snapshot))) {
      return;
    }
    String run = snapshot.id().text();
    synchronized (this) {
      if (closed) {
        return;
      }
      waiting.put(run, new Order(snapshot, acting));
      if (busy.add(run)) {
        Thread.ofVirtual().name("action " + run).start(() -> work(run));
      }
    }
  }

  private void work(String run) {
    try {
      Order order;
      while ((order = next(run)) != null) {
        try {
          engine.act(order.snapshot(), order.acting(), clock.instant());
        } catch (RuntimeException e) {
          LOG.error("event=bug migration={} text=\"an action failed; others go on\"", run, e);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized @Nullable Order next(String run) {
    Order order = closed ? null : waiting.remove(run);
    if (order == null) {
      busy.remove(run);
      notifyAll();
    }
    return order;
  }

  /** Takes back what is to be taken back when the agent stops; within some seconds. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    Thread last =
        Thread.ofVirtual()
            .name("take back")
            .start(() -> {
              try {
                awaitIdle();
                engine.stop();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    try {
      if (!last.join(PATIENCE)) {
        LOG.warn(
            "event=restore-unfinished text=\"not all was taken back in time; it is tried again when the agent runs again\"");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void awaitIdle() throws InterruptedException {
    while (!busy.isEmpty()) {
      wait(PATIENCE.toMillis());
    }
  }
}
