package dev.ghostwatch.source.recording;

import dev.ghostwatch.client.command.Command;
import dev.ghostwatch.client.socket.CommandChannel;
import dev.ghostwatch.client.socket.ControlException;
import dev.ghostwatch.client.socket.Endpoint;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Passes commands on to a gh-ost and tells what was asked and answered. That nobody listens is told
 * once something else comes after it: at the end of a run it only says that somebody asked on.
 */
public final class RecordingChannel implements CommandChannel {
  private final CommandChannel channel;
  private final InstantSource clock;
  private final Consumer<RecordedExchange> sink;
  private final List<RecordedExchange> heldBack = new ArrayList<>();

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
      tell(exchange(asked, command, reply, null));
      return reply;
    } catch (ControlException e) {
      RecordedExchange failed = exchange(asked, command, "", e.kind() + ": " + e.getMessage());
      if (e.kind() == ControlException.Kind.NO_SOCKET || e.kind() == ControlException.Kind.STALE) {
        heldBack.add(failed);
      } else {
        tell(failed);
      }
      throw e;
    }
  }

  private void tell(RecordedExchange exchange) {
    heldBack.forEach(sink);
    heldBack.clear();
    sink.accept(exchange);
  }

  private RecordedExchange exchange(
      Instant asked, Command command, String reply, @Nullable String error) {
    double millis = Duration.between(asked, clock.instant()).toNanos() / 1e6;
    return new RecordedExchange(asked, command.wire(), reply, millis, error);
  }
}
