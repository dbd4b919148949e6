package dev.ghostwatch.cli;

import dev.ghostwatch.access.Randomness;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The commands there are, in the order in which help lists them; each is made only when needed. */
public final class CommandCatalogue {
  private static final List<String> NAMES =
      List.of(
          "demo",
          "ps",
          "status",
          "watch",
          "settings",
          "ask",
          "set",
          "throttle",
          "resume",
          "postpone",
          "cut-over",
          "panic",
          "slow-down",
          "speed-up",
          "throttle-query",
          "doctor",
          "analyze",
          "errors",
          "record",
          "replay",
          "serve",
          "start",
          "stop",
          "restart",
          "agent-status",
          "config",
          "alerts",
          "alert",
          "silence",
          "user",
          "token",
          "history",
          "export",
          "hooks",
          "completion",
          "help");

  private final DemoStage.Director director;
  private final AgentRunner agent;
  private final Randomness randomness;

  /**
   * @param director sets up the demo
   * @param agent runs the agent
   * @param randomness where tokens come from
   */
  public CommandCatalogue(DemoStage.Director director, AgentRunner agent, Randomness randomness) {
    this.director = director;
    this.agent = agent;
    this.randomness = randomness;
  }

  /** The names of all commands. */
  static List<String> names() {
    return NAMES;
  }

  /** The command with this name, or null. */
  @Nullable CliCommand find(String name) {
    return switch (name) {
      case "demo" -> new DemoCommand(director);
      case "ps" -> new PsCommand();
      case "status" -> new StatusCommand();
      case "watch" -> new WatchCommand();
      case "settings" -> new SettingsCommand();
      case "ask" -> new AskCommand();
      case "set" -> new SetCommand();
      case "throttle" -> ThrottleCommand.throttle();
      case "resume" -> ThrottleCommand.resume();
      case "postpone" -> new PostponeCommand();
      case "cut-over" -> FinalCommand.cutOver();
      case "panic" -> FinalCommand.panic();
      case "slow-down" -> SpeedCommand.slower();
      case "speed-up" -> SpeedCommand.faster();
      case "throttle-query" -> new ThrottleQueryCommand();
      case "doctor" -> new DoctorCommand();
      case "analyze" -> new AnalyzeCommand();
      case "errors" -> new ErrorsCommand();
      case "record" -> new RecordCommand();
      case "replay" -> new ReplayCommand();
      case "serve" -> new ServeCommand(agent);
      case "start" -> AgentCommand.START;
      case "stop" -> AgentCommand.STOP;
      case "restart" -> AgentCommand.RESTART;
      case "agent-status" -> new AgentStatusCommand();
      case "config" -> new ConfigCommand();
      case "alerts" -> new AlertsCommand();
      case "alert" -> new AlertCommand();
      case "silence" -> new SilenceCommand();
      case "user" -> new UserCommand(randomness);
      case "token" -> new TokenCommand(randomness);
      case "history" -> new HistoryCommand();
      case "export" -> new ExportCommand();
      case "hooks" -> new HooksCommand();
      case "completion" -> new CompletionCommand(this);
      case "help" -> new HelpCommand(this);
      default -> null;
    };
  }
}
