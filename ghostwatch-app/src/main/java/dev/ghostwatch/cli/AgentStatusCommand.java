package dev.ghostwatch.cli;

import dev.ghostwatch.daemon.AgentRecord;
import dev.ghostwatch.daemon.Processes;
import dev.ghostwatch.document.Documents;
import dev.ghostwatch.document.Json;
import dev.ghostwatch.terminal.SafeText;
import dev.ghostwatch.text.Figures;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code ghostwatch agent-status}: the agent that runs in the background. */
final class AgentStatusCommand implements CliCommand {
  private static final List<String> LABELS =
      List.of(
          "agent.label.agent",
          "agent.label.since",
          "agent.label.address",
          "agent.label.config",
          "agent.label.memory",
          "agent.label.pidFile");

  /** The agent, how long it has been running, and its resident memory in bytes where known. */
  private record Seen(AgentRecord agent, Duration uptime, @Nullable Long memory, String pidFile) {}

  @Override
  public void declare(CommandSpec spec, Declarations declare) {
    AgentInput.declare(spec, declare);
    OutputFormat.declare(spec, declare);
  }

  @Override
  public ExitCode run(ParseResult arguments, CliContext context)
      throws CommandFailure, IOException {
    OutputFormat format =
        OutputFormat.of(
            arguments,
            EnumSet.of(OutputFormat.TABLE, OutputFormat.JSON, OutputFormat.YAML),
            context);
    AgentInput input = AgentInput.forRunning(arguments, context);
    AgentRecord agent = new AgentControl(input, context).running();
    Instant now = context.clock().instant();
    Seen seen =
        new Seen(
            agent,
            agent.since().isAfter(now) ? Duration.ZERO : Duration.between(agent.since(), now),
            new Processes(context.processes()).residentBytes(agent.pid()),
            input.pidFile().path().toString());
    Documents.Format document = format.document();
    if (document == null) {
      print(seen, context);
    } else {
      Documents.object(context.out(), document, json -> write(json, seen));
    }
    return ExitCode.OK;
  }

  private static void write(Json json, Seen seen) {
    AgentRecord agent = seen.agent();
    json.number("pid", agent.pid());
    json.text("state", agent.isReady() ? "ready" : "starting");
    json.time("since", agent.since());
    json.number("uptimeSeconds", seen.uptime().toSeconds());
    json.text("version", agent.version());
    json.text("address", agent.address());
    json.text("config", agent.config());
    json.number("residentMemoryBytes", seen.memory());
    json.text("pidFile", seen.pidFile());
  }

  private static void print(Seen seen, CliContext context) {
    AgentRecord agent = seen.agent();
    Long memory = seen.memory();
    line(
        context,
        "agent.label.agent",
        context.text(
            agent.isReady() ? "agent.status.ready" : "agent.status.starting",
            String.valueOf(agent.pid()),
            SafeText.line(agent.version())));
    line(
        context,
        "agent.label.since",
        context.text(
            "agent.status.since",
            Figures.time(agent.since(), context.zone()),
            Figures.duration(seen.uptime())));
    line(
        context,
        "agent.label.address",
        agent.address() == null ? context.text("agent.noAddress") : SafeText.line(agent.address()));
    line(
        context,
        "agent.label.config",
        agent.config() == null ? context.text("config.noFile") : SafeText.line(agent.config()));
    line(
        context,
        "agent.label.memory",
        memory == null ? context.text("unknown") : Figures.decimal(memory / 1048576.0, 1) + " MB");
    line(context, "agent.label.pidFile", SafeText.line(seen.pidFile()));
  }

  private static void line(CliContext context, String label, String value) {
    int width = Labels.width(LABELS.stream().map(context::text).toList());
    context.out().println(Labels.named(context, context.text(label), value, width));
  }
}
