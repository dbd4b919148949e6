package dev.ghostwatch.cli;

import dev.ghostwatch.model.ListenAddress;
import dev.ghostwatch.monitor.PollPolicy;
import dev.ghostwatch.terminal.SafeText;
import java.io.IOException;
import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code ghostwatch serve}: the agent in the foreground. */
final class ServeCommand implements CliCommand {
  private static final Duration LOOK_EVERY = Duration.ofSeconds(3);
  private static final Duration LEAST_POLL = Duration.ofMillis(100);

  private final AgentRunner runner;

  ServeCommand(AgentRunner runner) {
    this.runner = runner;
  }

  @Override
  public void declare(CommandSpec spec, Declarations declare) {
    EndpointOptions.declare(spec, declare);
    declare.value(spec, "HOST:PORT", "--listen");
    declare.value(spec, "DURATION", "--sup-interval");
    declare.flag(spec, "--until-done");
  }

  @Override
  public ExitCode run(ParseResult arguments, CliContext context)
      throws CommandFailure, IOException, InterruptedException {
    Duration supInterval =
        Options.duration(
            arguments, "--sup-interval", PollPolicy.STANDARD.supInterval(), LEAST_POLL, context);
    AgentRequest request =
        new AgentRequest(
            listen(arguments, context),
            EndpointOptions.of(arguments, context),
            PollPolicy.STANDARD.withSupInterval(supInterval),
            LOOK_EVERY,
            Options.flag(arguments, "--until-done"));
    try {
      runner.run(request, address -> context.say("serve.started", address.toString()));
    } catch (AgentStartException e) {
      throw new CommandFailure(ExitCode.FAILED, String.valueOf(e.getMessage()), e);
    }
    return ExitCode.OK;
  }

  private static ListenAddress listen(ParseResult arguments, CliContext context)
      throws CommandFailure {
    String text = Options.value(arguments, "--listen");
    if (text == null) {
      return ListenAddress.DEFAULT;
    }
    ListenAddress address;
    try {
      address = ListenAddress.parse(text);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(
          ExitCode.USAGE, context.text("serve.listen", SafeText.line(text)), e);
    }
    if (!address.isLoopback()) {
      throw new CommandFailure(
          ExitCode.REFUSED, context.text("serve.notLoopback", SafeText.line(text)));
    }
    return address;
  }
}
