package dev.ghostwatch.cli;

import dev.ghostwatch.access.AccessFile;
import dev.ghostwatch.config.AgentConfig;
import dev.ghostwatch.config.DiscoveryConfig;
import dev.ghostwatch.config.LoadedConfig;
import dev.ghostwatch.config.LogConfig;
import dev.ghostwatch.config.PollingConfig;
import dev.ghostwatch.config.WebConfig;
import dev.ghostwatch.config.WebConfig.Steering;
import dev.ghostwatch.config.schema.Address;
import dev.ghostwatch.daemon.AgentRunsException;
import dev.ghostwatch.model.ListenAddress;
import dev.ghostwatch.monitor.PollPolicy;
import dev.ghostwatch.source.discovery.DiscoveryOptions;
import dev.ghostwatch.source.discovery.HostAndPort;
import dev.ghostwatch.terminal.SafeText;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code ghostwatch serve}: the agent in the foreground. */
final class ServeCommand implements CliCommand {
  private static final Duration LEAST_POLL = Duration.ofMillis(100);

  private final AgentRunner runner;

  ServeCommand(AgentRunner runner) {
    this.runner = runner;
  }

  @Override
  public void declare(CommandSpec spec, Declarations declare) {
    AgentInput.declare(spec, declare);
    EndpointOptions.declare(spec, declare);
    declare.value(spec, "HOST:PORT", "--listen");
    declare.value(spec, "DURATION", "--sup-interval");
    declare.value(spec, "FILE", "--store");
    declare.flag(spec, "--no-history");
    declare.flag(spec, "--until-done");
  }

  @Override
  public ExitCode run(ParseResult arguments, CliContext context)
      throws CommandFailure, IOException, InterruptedException {
    AgentInput input = AgentInput.forStart(arguments, context);
    LoadedConfig loaded = input.loaded();
    AgentConfig config = loaded.config();
    AgentRequest request =
        new AgentRequest(
            loaded,
            () -> LoadedConfig.load(loaded.file(), context.environment()),
            input.pidFile(),
            listen(arguments, config, context),
            discovery(arguments, context),
            policy(arguments, context),
            store(arguments, config, context),
            alerts(arguments, config, context),
            Options.flag(arguments, "--until-done"));
    try {
      boolean isFirst =
          config.web().steering() == Steering.LOGIN && nobodyCanLogIn(config.web(), context);
      runner.run(
          request,
          address -> {
            context.say("serve.started", address.toString());
            if (isFirst) {
              context.say("serve.firstUser");
            }
          });
    } catch (AgentRunsException e) {
      throw new AgentControl(input, context).second(e);
    } catch (AgentStartException e) {
      String[] safe = e.phrase().arguments().stream().map(SafeText::line).toArray(String[]::new);
      throw new CommandFailure(e.exitCode(), context.text(e.phrase().key(), safe), e);
    }
    return ExitCode.OK;
  }

  /** What the command line names holds whatever the configuration comes to say. */
  private static Function<AgentConfig, PollPolicy> policy(ParseResult arguments, CliContext context)
      throws CommandFailure {
    String option = "--sup-interval";
    Duration given =
        Options.value(arguments, option) == null
            ? null
            : Options.duration(arguments, option, LEAST_POLL, LEAST_POLL, context);
    return config -> {
      PollingConfig polling = config.polling();
      LogConfig log = config.log();
      return PollPolicy.STANDARD
          .withAges(polling.settingsInterval(), polling.freshness())
          .withSupInterval(given == null ? polling.supInterval() : given)
          .withLogs(
              log.follow(),
              log.start() == LogConfig.Start.BEGINNING,
              log.timeZone() == null ? context.zone() : log.timeZone());
    };
  }

  private static @Nullable Path store(ParseResult arguments, AgentConfig config, CliContext context)
      throws CommandFailure {
    String named = Options.value(arguments, "--store");
    if (named != null) {
      return ConfigInput.path(named, context).toAbsolutePath();
    }
    return Options.flag(arguments, "--no-history") || !config.history().enabled()
        ? null
        : config.history().path();
  }

  /** Beside a store that was chosen: two agents must not share what they remember. */
  private static Path alerts(ParseResult arguments, AgentConfig config, CliContext context)
      throws CommandFailure {
    String named = Options.value(arguments, "--store");
    return named == null
        ? config.alerts().store()
        : ConfigInput.path(named, context).toAbsolutePath().resolveSibling("alerts.db");
  }

  /** What the command line names holds whatever the configuration comes to say. */
  private static Function<DiscoveryConfig, DiscoveryOptions> discovery(
      ParseResult arguments, CliContext context) throws CommandFailure {
    if (EndpointOptions.areGiven(arguments)) {
      DiscoveryOptions given = EndpointOptions.of(arguments, context);
      return _ -> given;
    }
    return ServeCommand::configured;
  }

  private static DiscoveryOptions configured(DiscoveryConfig config) {
    List<HostAndPort> tcp =
        config.tcp().stream()
            .map(address -> new HostAndPort(address.host(), address.port()))
            .toList();
    return new DiscoveryOptions(List.of(), tcp, config.socketGlobs(), !config.processes());
  }

  private static ListenAddress listen(ParseResult arguments, AgentConfig config, CliContext context)
      throws CommandFailure {
    String text = Options.value(arguments, "--listen");
    Address configured = config.listen().address();
    ListenAddress address;
    try {
      address =
          text == null
              ? new ListenAddress(configured.host(), configured.port())
              : ListenAddress.parse(text);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(
          ExitCode.USAGE, context.text("serve.listen", SafeText.line(String.valueOf(text))), e);
    }
    if (!address.isLoopback()) {
      mayBeReached(address, config.web(), context);
    }
    return address;
  }

  /** From other hosts only encrypted and with somebody who can log in, unless told otherwise. */
  private static void mayBeReached(ListenAddress address, WebConfig web, CliContext context)
      throws CommandFailure {
    String shown = SafeText.line(address.toString());
    if (!web.hasTls() && !web.allowWithoutTls()) {
      throw new CommandFailure(ExitCode.REFUSED, context.text("serve.noTls", shown));
    }
    if (!web.allowWithoutLogin() && nobodyCanLogIn(web, context)) {
      throw new CommandFailure(
          ExitCode.REFUSED,
          context.text("serve.noLogin", shown, SafeText.line(web.usersFile().toString())));
    }
  }

  private static boolean nobodyCanLogIn(WebConfig web, CliContext context) throws CommandFailure {
    try {
      return new AccessFile(web.usersFile()).read().isEmpty();
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.FAILED,
          context.text("serve.usersFile", SafeText.line(String.valueOf(e.getMessage()))),
          e);
    }
  }
}
