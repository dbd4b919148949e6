package dev.ghostwatch.app;

import dev.ghostwatch.client.command.Command;
import dev.ghostwatch.client.command.Question;
import dev.ghostwatch.client.socket.CommandChannel;
import dev.ghostwatch.client.socket.ControlException;
import dev.ghostwatch.client.socket.Endpoint;
import dev.ghostwatch.web.metrics.SelfMetrics;
import java.time.Duration;
import java.util.Locale;

/** Counts the questions that go through a channel and times their answers. */
final class MeteredChannel implements CommandChannel {
  private static final String SOURCE = "socket";

  private final CommandChannel channel;
  private final SelfMetrics metrics;

  MeteredChannel(CommandChannel channel, SelfMetrics metrics) {
    this.channel = channel;
    this.metrics = metrics;
  }

  @Override
  public Endpoint endpoint() {
    return channel.endpoint();
  }

  @Override
  public String exchange(Command command) throws ControlException {
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
