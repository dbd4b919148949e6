package dev.ghostwatch.alert.delivery;

import dev.ghostwatch.alert.Channel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The threads that take the turns of a lane, as many as its channel allows. */
final class LaneWorkers {
  private final Lane lane;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  private final List<Thread> threads = new ArrayList<>();
  private long wakes;
  private boolean stopped;

  LaneWorkers(Lane lane) {
    this.lane = lane;
  }

  Lane lane() {
    return lane;
  }

  Channel channel() {
    return lane.channel();
  }

  void equip(Channel channel) {
    lane.equip(channel);
    wake();
  }

  void start() {
    lock.lock();
    try {
      while (threads.size() < channel().concurrency()) {
        int number = threads.size();
        threads.add(
            Thread.ofVirtual()
                .name("deliver-" + channel().id() + "-" + number)
                .start(() -> work(number)));
      }
    } finally {
      lock.unlock();
    }
  }

  /** Something came that may be due. */
  void wake() {
    lock.lock();
    try {
      wakes++;
      news.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Begins no other turn. */
  void stop() {
    lock.lock();
    try {
      stopped = true;
      news.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits for the turns that are under way; after that time they are interrupted. */
  void await(Duration longest) {
    try {
      long millis = Math.max(1, longest.toMillis());
      for (Thread thread : threads) {
        if (!thread.join(Duration.ofMillis(millis))) {
          thread.interrupt();
          thread.join(Duration.ofSeconds(1));
        }
      }
    } catch (InterruptedException e) {
      threads.forEach(Thread::interrupt);
      Thread.currentThread().interrupt();
    }
  }

  private void work(int number) {
    try {
      long seen = wakes();
      while (isWanted(number)) {
        Duration pause = lane.turn();
        if (pause.isPositive()) {
          seen = pause(pause, seen);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isWanted(int number) {
    lock.lock();
    try {
      return !stopped && number < channel().concurrency();
    } finally {
      lock.unlock();
    }
  }

  private long wakes() {
    lock.lock();
    try {
      return wakes;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for that time, or until there is news that this worker has not looked for yet. */
  private long pause(Duration pause, long seen) throws InterruptedException {
    lock.lock();
    try {
      long rest = pause.toNanos();
      while (!stopped && wakes == seen && rest > 0) {
        rest = news.awaitNanos(rest);
      }
      return wakes;
    } finally {
      lock.unlock();
    }
  }
}
