package dev.ghostwatch.app;

import dev.ghostwatch.client.command.Command;
import dev.ghostwatch.client.command.Question;
import dev.ghostwatch.client.socket.CommandChannel;
import dev.ghostwatch.client.socket.ControlException;
import dev.ghostwatch.client.socket.Endpoint;
import dev.ghostwatch.web.metrics.SelfMetrics;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Semaphore;

/** Counts the questions that go through a channel, times their answers, and has them take turns. */
final class MeteredChannel implements CommandChannel {
  private static final String SOURCE = "socket";

  private final CommandChannel channel;
  private final SelfMetrics metrics;
  private final Semaphore places;

  /**
   * @param places for exchanges at one time, with whatever gh-ost; shared by all channels
   */
  MeteredChannel(CommandChannel channel, SelfMetrics metrics, Semaphore places) {
    this.channel = channel;
    this.metrics = metrics;
    this.places = places;
  }

  @Override
  public Endpoint endpoint() {
    return channel.endpoint();
  }

  @Override
  public String exchange(Command command) throws ControlException {
    try {
      places.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ControlException(
          ControlException.Kind.INTERRUPTED,
          endpoint(),
          "The agent stops; " + command.wire() + " was not sent to " + endpoint() + ".",
          e);
    }
    try {
      return metered(command);
    } finally {
      places.release();
    }
  }

  private String metered(Command command) throws ControlException {
    long begin = System.nanoTime();
    String result = "ok";
    if (command == Question.SUP || command == Question.STATUS) {
      metrics.paidQuestion();
    }
    try {
      return channel.exchange(command);
    } catch (ControlException e) {
      result = e.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
      throw e;
    } finally {
      metrics.polled(SOURCE, result, Duration.ofNanos(System.nanoTime() - begin));
    }
  }
}
