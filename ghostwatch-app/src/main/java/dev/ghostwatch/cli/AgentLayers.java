package dev.ghostwatch.cli;

import dev.ghostwatch.config.LoadedConfig;
import dev.ghostwatch.config.schema.Surroundings;
import dev.ghostwatch.daemon.AgentRecord;
import dev.ghostwatch.daemon.PidFile;
import dev.ghostwatch.daemon.Processes;
import dev.ghostwatch.document.JsonTree;
import dev.ghostwatch.document.JsonTree.BadJsonException;
import dev.ghostwatch.document.MigrationReader;
import dev.ghostwatch.model.Snapshot;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParseResult;

/** What a running agent of this user knows of a migration: findings, servers and host. */
final class AgentLayers {
  private static final int LIMIT_MILLIS = 500;
  private static final String PID_FILE = "ghostwatch.pid";

  /** As the preset for production has it. */
  private static final Path OF_THE_UNIT = Path.of("/run/ghostwatch/ghostwatch.pid");

  private final ParseResult arguments;
  private final CliContext context;

  AgentLayers(ParseResult arguments, CliContext context) {
    this.arguments = arguments;
    this.context = context;
  }

  /** Labels and texts with a tab between, in the language of the person; null without an agent. */
  @Nullable String text(Snapshot snapshot) throws CommandFailure {
    return ask(snapshot, "/layers.txt?lang=" + context.text("language"));
  }

  /** The same for a gh-ost that does not answer, begun with what it said last. */
  @Nullable String lastSeen(String name) throws CommandFailure {
    return ask(name, "/layers.txt?last=true&lang=" + context.text("language"));
  }

  /** The parts of the document that the agent knows; null without an agent. */
  @Nullable String json(Snapshot snapshot) throws CommandFailure {
    return ask(snapshot, "/layers");
  }

  /** What the agent's diagnosis of a migration says, as keys of texts; null without an agent. */
  @Nullable String diagnosis(String name) throws CommandFailure {
    return ask(name, "/diagnosis");
  }

  /**
   * The same as {@link #json} for a line that is printed often: an agent is only looked for where
   * that costs nothing.
   */
  @Nullable String quick(Snapshot snapshot) throws CommandFailure {
    return snapshot.table() == null
        ? null
        : ask(
            ConfigInput.isNamed(arguments) ? pidFile() : usualPidFile(),
            snapshot.table().toString(),
            "/layers");
  }

  /**
   * A picture with the agent's speeds and end, which come from all it has seen of the run and not
   * from one look.
   *
   * @param layers as from {@link #json}; null changes nothing
   */
  static Snapshot expecting(Snapshot snapshot, @Nullable String layers) {
    try {
      return layers == null
          ? snapshot
          : MigrationReader.expecting(snapshot, JsonTree.object(layers));
    } catch (BadJsonException e) {
      // An agent of another release: what can be seen without it is told.
      return snapshot;
    }
  }

  private @Nullable String ask(Snapshot snapshot, String what) throws CommandFailure {
    return snapshot.table() == null ? null : ask(snapshot.table().toString(), what);
  }

  private @Nullable String ask(String migration, String what) throws CommandFailure {
    return ask(pidFile(), migration, what);
  }

  private @Nullable String ask(@Nullable Path pidFile, String migration, String what) {
    if (pidFile == null) {
      return null;
    }
    try {
      AgentRecord agent = new PidFile(pidFile, new Processes(context.processes())).running();
      if (agent == null || agent.address() == null) {
        return null;
      }
      String name = URLEncoder.encode(migration, StandardCharsets.UTF_8);
      return AgentLine.of(URI.create(agent.address()), pidFile, context.environment())
          .get("/api/v1/migrations/" + name.replace("+", "%20") + what, LIMIT_MILLIS);
    } catch (IOException | IllegalArgumentException e) {
      // The agent is only asked for what lies around the migration; the command works without.
      return null;
    }
  }

  /**
   * The PID file of the agent; null when there is none. Reading the configuration takes longer than
   * the rest of the command, so the usual places are looked at first.
   */
  private @Nullable Path pidFile() throws CommandFailure {
    Path usual = ConfigInput.isNamed(arguments) ? null : usualPidFile();
    if (usual != null) {
      return usual;
    }
    LoadedConfig config = ConfigInput.ifThere(arguments, context);
    Path configured = config == null ? null : config.config().daemon().pidFile();
    return configured != null && Files.exists(configured) ? configured : null;
  }

  private @Nullable Path usualPidFile() {
    for (Path usual :
        List.of(Surroundings.stateFolder(context.environment()).resolve(PID_FILE), OF_THE_UNIT)) {
      if (Files.exists(usual)) {
        return usual;
      }
    }
    return null;
  }
}
