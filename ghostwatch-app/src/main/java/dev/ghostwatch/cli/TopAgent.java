package dev.ghostwatch.cli;

import dev.ghostwatch.config.schema.Surroundings;
import dev.ghostwatch.daemon.AgentRecord;
import dev.ghostwatch.daemon.PidFile;
import dev.ghostwatch.daemon.Processes;
import dev.ghostwatch.document.JsonTree;
import dev.ghostwatch.document.JsonTree.BadJsonException;
import dev.ghostwatch.document.LayersText;
import dev.ghostwatch.terminal.top.Look;
import dev.ghostwatch.terminal.top.TopRun;
import dev.ghostwatch.text.Language;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParseResult;

/** The agent of this host as the dashboard asks it, as long as one runs. */
final class TopAgent {
  private static final Path OF_THE_UNIT = Path.of("/run/ghostwatch/ghostwatch.pid");

  /** A busy agent is waited for: asking gh-ost itself instead would be the worse answer. */
  private static final int LIMIT_MILLIS = 3000;

  private final Set<Path> pidFiles;
  private final CliContext context;

  private TopAgent(Set<Path> pidFiles, CliContext context) {
    this.pidFiles = pidFiles;
    this.context = context;
  }

  /** The agent whose PID file is named, else any in the usual places. */
  static TopAgent of(ParseResult arguments, CliContext context) throws CommandFailure {
    Set<Path> files = new LinkedHashSet<>();
    files.add(AgentInput.forRunning(arguments, context).pidFile().path());
    if (!ConfigInput.isNamed(arguments) && Options.value(arguments, "--pid-file") == null) {
      files.add(Surroundings.stateFolder(context.environment()).resolve("ghostwatch.pid"));
      files.add(OF_THE_UNIT);
    }
    return new TopAgent(files, context);
  }

  /** How it is asked; null when none runs. */
  @Nullable AgentLine line() throws IOException {
    for (Path file : pidFiles) {
      if (Files.exists(file)) {
        AgentRecord agent = new PidFile(file, new Processes(context.processes())).running();
        if (agent != null && agent.address() != null) {
          try {
            return AgentLine.of(URI.create(agent.address()), file, context.environment());
          } catch (IllegalArgumentException e) {
            throw new IOException(agent.address(), e);
          }
        }
      }
    }
    return null;
  }

  /**
   * Asks it.
   *
   * @param past asks for what was before, and keeps what was asked
   * @throws IOException when it does not answer as an agent does
   */
  static Look look(
      AgentLine agent, TopPast past, @Nullable TopRun inView, Language language, Instant now)
      throws IOException {
    String body = agent.get("/api/v1/migrations", LIMIT_MILLIS);
    if (body == null) {
      throw new IOException(agent.address() + " gave no list of migrations");
    }
    List<TopRun> runs = new ArrayList<>();
    try {
      for (Map<String, @Nullable Object> document : JsonTree.objects(body)) {
        runs.add(TopRuns.of(document, language.code()));
      }
    } catch (BadJsonException e) {
      throw new IOException(agent.address() + " gave no list of migrations", e);
    }
    List<LayersText.Line> around = inView == null ? List.of() : around(agent, inView, language);
    TopPast.Found before = past.of(agent, runs, inView, now);
    return new Look(
        now,
        new Look.Origin.Agent(agent.address().getAuthority()),
        runs,
        around,
        before.points(),
        before.events());
  }

  private static List<LayersText.Line> around(AgentLine agent, TopRun run, Language language)
      throws IOException {
    String name = run.snapshot().id() == null ? run.name() : run.key();
    String text =
        agent.get(
            "/api/v1/migrations/" + AgentHttp.encoded(name) + "/layers.txt?lang=" + language.code(),
            LIMIT_MILLIS);
    List<LayersText.Line> lines = new ArrayList<>();
    for (String line : text == null ? List.<String>of() : text.lines().toList()) {
      int tab = line.indexOf('\t');
      lines.add(new LayersText.Line(line.substring(0, Math.max(0, tab)), line.substring(tab + 1)));
    }
    return lines;
  }
}
