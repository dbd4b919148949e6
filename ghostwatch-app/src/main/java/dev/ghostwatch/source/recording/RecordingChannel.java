package dev.ghostwatch.source.recording;

import dev.ghostwatch.client.command.Command;
import dev.ghostwatch.client.socket.CommandChannel;
import dev.ghostwatch.client.socket.ControlException;
import dev.ghostwatch.client.socket.Endpoint;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Passes commands on to a gh-ost and tells what was asked and answered. */
public final class RecordingChannel implements CommandChannel {
  private final CommandChannel channel;
  private final InstantSource clock;
  private final Consumer<RecordedExchange> sink;

  public RecordingChannel(
      CommandChannel channel, InstantSource clock, Consumer<RecordedExchange> sink) {
    this.channel = channel;
    this.clock = clock;
    this.sink = sink;
  }

  @Override
  public Endpoint endpoint() {
    return channel.endpoint();
  }

  @Override
  public String exchange(Command command) throws ControlException {
    Instant asked = clock.instant();
    try {
      String reply = channel.exchange(command);
      tell(asked, command, reply, null);
      return reply;
    } catch (ControlException e) {
      tell(asked, command, "", e.kind() + ": " + e.getMessage());
      throw e;
    }
  }

  private void tell(Instant asked, Command command, String reply, @Nullable String error) {
    double millis = Duration.between(asked, clock.instant()).toNanos() / 1e6;
    sink.accept(new RecordedExchange(asked, command.wire(), reply, millis, error));
  }
}
