package dev.ghostwatch.cli;

import dev.ghostwatch.alert.Channel;
import dev.ghostwatch.alert.Delivery;
import dev.ghostwatch.alert.TestAlert;
import dev.ghostwatch.alert.receiver.Receivers;
import dev.ghostwatch.config.LoadedConfig;
import dev.ghostwatch.config.receiver.ReceiverConfig;
import dev.ghostwatch.config.schema.NearestKey;
import dev.ghostwatch.model.Severity;
import dev.ghostwatch.terminal.SafeText;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code ghostwatch alert test}: sends a test alert to a receiver, through each of its ways. */
final class AlertTestCommand implements CliCommand {
  @Override
  public void declare(CommandSpec spec, Declarations declare) {
    AgentInput.declare(spec, declare);
    declare.flag(spec, "--resolved");
    declare.value(spec, "LEVEL", "--severity");
    declare.words(spec, "RECEIVER", "0..1");
  }

  @Override
  public ExitCode run(ParseResult arguments, CliContext context)
      throws CommandFailure, InterruptedException {
    LoadedConfig loaded = AlertInput.config(arguments, context);
    Map<String, ReceiverConfig> known = loaded.config().alerts().receivers();
    String name = Options.word(arguments);
    ReceiverConfig receiver = name == null ? null : known.get(name);
    if (name == null || receiver == null) {
      throw unknown(name, known, loaded, context);
    }
    TestAlert alert =
        new TestAlert(name, severity(arguments, context), Options.flag(arguments, "--resolved"));
    List<Channel> channels =
        new Receivers(context.texts(), context.clock(), context.zone(), random())
            .channels(Map.of(name, receiver));
    ExitCode worst = ExitCode.OK;
    for (Channel channel : channels) {
      Delivery delivery =
          channel
              .port()
              .deliver(alert.letter(context.clock().instant(), context.user(), context.texts()));
      ExitCode code = say(channel, delivery, context);
      worst = code.code() > worst.code() ? code : worst;
    }
    return worst;
  }

  private static ExitCode say(Channel channel, Delivery delivery, CliContext context) {
    return switch (delivery) {
      case Delivery.Delivered(List<String> remarks) -> {
        context.out().println(context.text("alert.test.sent", channel.id()));
        remarks.forEach(remark -> context.say("alert.test.remark", channel.id(), remark));
        yield ExitCode.OK;
      }
      case Delivery.Retry(String cause, _) -> {
        context.say("alert.test.later", channel.id(), cause);
        yield ExitCode.UNREACHABLE;
      }
      case Delivery.Rejected(String cause) -> {
        context.say("alert.test.rejected", channel.id(), cause);
        yield ExitCode.FAILED;
      }
    };
  }

  private static CommandFailure unknown(
      @Nullable String name,
      Map<String, ReceiverConfig> known,
      LoadedConfig loaded,
      CliContext context) {
    String file = ConfigInput.name(loaded, context);
    if (known.isEmpty()) {
      return new CommandFailure(ExitCode.USAGE, context.text("alert.test.noReceivers", file));
    }
    String all = String.join(", ", known.keySet());
    if (name == null) {
      return new CommandFailure(ExitCode.USAGE, context.text("alert.test.usage", file, all));
    }
    String nearest = NearestKey.of(name, known.keySet());
    return new CommandFailure(
        ExitCode.USAGE,
        context.text("alert.test.unknown", SafeText.line(name), file, all)
            + (nearest == null ? "" : " " + context.text("alert.test.nearest", nearest)));
  }

  private static Severity severity(ParseResult arguments, CliContext context)
      throws CommandFailure {
    String word = Options.value(arguments, "--severity");
    if (word == null) {
      return Severity.WARNING;
    }
    for (Severity severity : Severity.values()) {
      if (severity.jsonName().equals(word.toLowerCase(Locale.ROOT))) {
        return severity;
      }
    }
    throw new CommandFailure(
        ExitCode.USAGE, context.text("alert.test.severity", SafeText.line(word)));
  }

  private static SecureRandom random() {
    try {
      return SecureRandom.getInstance("NativePRNGNonBlocking");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("BUG: this host has no source of random numbers", e);
    }
  }
}
