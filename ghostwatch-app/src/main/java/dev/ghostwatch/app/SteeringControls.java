package dev.ghostwatch.app;

import dev.ghostwatch.alert.action.ActionFailedException;
import dev.ghostwatch.alert.action.Controls;
import dev.ghostwatch.alert.action.Target;
import dev.ghostwatch.client.command.Answer;
import dev.ghostwatch.client.command.ChangeCommand;
import dev.ghostwatch.client.command.InvalidSettingValueException;
import dev.ghostwatch.client.command.NamedCommand;
import dev.ghostwatch.client.command.Setting;
import dev.ghostwatch.client.command.SettingChange;
import dev.ghostwatch.client.command.UnsendableCommandException;
import dev.ghostwatch.client.socket.CommandChannel;
import dev.ghostwatch.client.socket.Endpoint;
import dev.ghostwatch.client.socket.GhostClient;
import dev.ghostwatch.client.socket.RefusedException;
import dev.ghostwatch.client.status.StatusReply;
import dev.ghostwatch.client.value.ThrottleReason;
import dev.ghostwatch.control.AuditFile;
import dev.ghostwatch.control.SettingText;
import dev.ghostwatch.control.SpeedLadder;
import dev.ghostwatch.control.Steered;
import dev.ghostwatch.control.Steering;
import java.io.IOException;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets actions steer through the guard rails and the audit of people's own commands. */
final class SteeringControls implements Controls {
  private static final Logger LOG = LoggerFactory.getLogger("dev.ghostwatch.action");

  private final Target target;
  private final GhostClient client;
  private final Steering steering;

  private SteeringControls(Target target, GhostClient client, Steering steering) {
    this.target = target;
    this.client = client;
    this.steering = steering;
  }

  /**
   * Opens controls.
   *
   * @param channels opens the control interface at an endpoint
   */
  static Controls.Opener opener(
      Function<Endpoint, CommandChannel> channels, AuditFile audit, InstantSource clock) {
    return (target, by) -> {
      Endpoint endpoint = Endpoint.parse(target.endpoint());
      if (endpoint == null) {
        throw new IllegalStateException("BUG: " + target.endpoint() + " is no endpoint");
      }
      GhostClient client = new GhostClient(channels.apply(endpoint));
      return new SteeringControls(
          target,
          client,
          new Steering(client, target.table(), target.run(), audit, clock, "ghostwatch " + by));
    };
  }

  private StatusReply status() throws ActionFailedException {
    try {
      return client.status();
    } catch (IOException e) {
      throw failed("asking for its settings", e);
    }
  }

  @Override
  public Map<Setting, String> settings() throws ActionFailedException {
    StatusReply reply = status();
    if (reply.hints() == null || !target.table().equals(reply.hints().table())) {
      throw new ActionFailedException(
          target.endpoint() + " does not serve " + target.table() + "; nothing was changed",
          new IllegalStateException(String.valueOf(reply.hints())));
    }
    Map<Setting, String> settings = new EnumMap<>(Setting.class);
    for (Setting setting : Setting.values()) {
      String value = SettingText.of(setting, reply);
      if (value == null && setting == Setting.THROTTLE_QUERY) {
        // An empty query has no hint line.
        value = "";
      }
      if (value != null) {
        settings.put(setting, value);
      }
    }
    return settings;
  }

  @Override
  public boolean isThrottledByCommand() throws ActionFailedException {
    StatusReply reply = status();
    return reply.line() != null
        && reply.line().throttle() != null
        && reply.line().throttle().kind() == ThrottleReason.Kind.USER_COMMAND;
  }

  @Override
  public @Nullable String set(Setting setting, String value) throws ActionFailedException {
    try {
      return send(SettingChange.of(setting, value)).after();
    } catch (InvalidSettingValueException e) {
      throw failed(setting.wireName() + "=" + value, e);
    }
  }

  @Override
  public void throttle() throws ActionFailedException {
    try {
      send(new NamedCommand.Throttle(target.table().table()));
    } catch (UnsendableCommandException e) {
      throw failed("throttle", e);
    }
  }

  @Override
  public void resume() throws ActionFailedException {
    try {
      send(new NamedCommand.NoThrottle(target.table().table()));
    } catch (UnsendableCommandException e) {
      throw failed("no-throttle", e);
    }
  }

  private Steered send(ChangeCommand command) throws ActionFailedException {
    Steered steered;
    try {
      steered = steering.change(command);
    } catch (IOException | RefusedException e) {
      throw failed(command.wire(), e);
    }
    if (steered.answer() instanceof Answer.Rejected(var kind, String text)) {
      throw new ActionFailedException(
          "gh-ost refused " + command.wire() + ": " + kind + ", " + text.strip(),
          new IllegalStateException(text));
    }
    return steered;
  }

  private ActionFailedException failed(String what, Exception e) {
    return new ActionFailedException(
        what + " on " + target.run() + ": " + String.valueOf(e.getMessage()).replace('\n', ' '), e);
  }

  @Override
  public Map<Setting, String> slower(Map<Setting, String> now) {
    SpeedLadder.Step step =
        SpeedLadder.slower(
            Long.valueOf(now.getOrDefault(Setting.CHUNK_SIZE, "1000")),
            Double.valueOf(now.getOrDefault(Setting.NICE_RATIO, "0")));
    Map<Setting, String> slower = new EnumMap<>(Setting.class);
    if (step != null) {
      slower.put(Setting.CHUNK_SIZE, Long.toString(step.chunkSize()));
      slower.put(Setting.NICE_RATIO, Double.toString(step.niceRatio()));
    }
    return slower;
  }

  @Override
  public void note(String command, @Nullable String before, String why) {
    try {
      steering.record(command, before, null, why, false);
    } catch (IOException e) {
      LOG.warn(
          "event=audit-unwritten migration={} command=\"{}\" why=\"{}\" text=\"{}\"",
          target.run(),
          command,
          why,
          e.toString());
    }
  }
}
