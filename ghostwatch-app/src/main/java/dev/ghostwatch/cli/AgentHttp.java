package dev.ghostwatch.cli;

import dev.ghostwatch.daemon.AgentRecord;
import dev.ghostwatch.document.JsonTree;
import dev.ghostwatch.document.JsonTree.BadJsonException;
import dev.ghostwatch.terminal.SafeText;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParseResult;

/** Asks the running agent, and says in words what it does not do. */
final class AgentHttp {
  private static final int LIMIT_MILLIS = 10_000;
  private static final int BAD_REQUEST = 400;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int UNPROCESSABLE = 422;
  private static final int GOOD = 200;
  private static final int NOT_GOOD = 300;

  private final URI agent;
  private final AgentLine line;
  private final CliContext context;

  private AgentHttp(AgentLine line, CliContext context) {
    this.agent = line.address();
    this.line = line;
    this.context = context;
  }

  /** The agent that the command line means; fails when it does not run. */
  static AgentHttp of(ParseResult arguments, CliContext context) throws CommandFailure {
    AgentInput input = AgentInput.forRunning(arguments, context);
    AgentRecord record = new AgentControl(input, context).running();
    String address = record.address();
    if (address == null) {
      throw new CommandFailure(
          ExitCode.UNREACHABLE, context.text("agent.http.starting", String.valueOf(record.pid())));
    }
    try {
      return new AgentHttp(
          AgentLine.of(URI.create(address), input.pidFile().path(), context.environment()),
          context);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(
          ExitCode.UNREACHABLE,
          context.text("agent.http.unreachable", SafeText.line(address), e.toString()),
          e);
    }
  }

  /** An array of objects. */
  List<Map<String, @Nullable Object>> list(String path) throws CommandFailure {
    try {
      return JsonTree.objects(ask("GET", path, null));
    } catch (BadJsonException e) {
      throw unreadable(path, e);
    }
  }

  /** Sends something, or asks for something to be done, and gives the object that is answered. */
  Map<String, @Nullable Object> change(String method, String path, @Nullable String body)
      throws CommandFailure {
    String language = (path.contains("?") ? "&lang=" : "?lang=") + context.text("language");
    try {
      return JsonTree.object(ask(method, path + language, body));
    } catch (BadJsonException e) {
      throw unreadable(path, e);
    }
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private String ask(String method, String path, @Nullable String body) throws CommandFailure {
    String answer;
    try {
      answer = line.exchange(method, path, body, LIMIT_MILLIS);
    } catch (IOException | IllegalArgumentException e) {
      throw new CommandFailure(
          ExitCode.UNREACHABLE,
          context.text("agent.http.unreachable", agent.toString(), SafeText.line(e.toString())),
          e);
    }
    int end = answer.indexOf("\r\n\r\n");
    String[] first = answer.split("[ \r\n]", 3);
    if (end < 0 || first.length < 2 || !first[1].matches("\\d{3}")) {
      throw new CommandFailure(
          ExitCode.UNREACHABLE, context.text("agent.http.other", agent.toString()));
    }
    int status = Integer.parseInt(first[1]);
    String content = answer.substring(end + 4);
    if (status < GOOD || status >= NOT_GOOD) {
      throw refused(status, content);
    }
    return content;
  }

  /** The agent said no: its own words, and the exit code that fits. */
  private CommandFailure refused(int status, String content) {
    String detail = null;
    try {
      detail = JsonTree.object(content).get("detail") instanceof String text ? text : null;
    } catch (BadJsonException e) {
      // Then it is not an agent of ours, or an older one; its status is all there is to say.
      detail = null;
    }
    ExitCode code =
        switch (status) {
          case BAD_REQUEST -> ExitCode.USAGE;
          case UNAUTHORIZED, FORBIDDEN, UNPROCESSABLE -> ExitCode.REFUSED;
          case NOT_FOUND -> ExitCode.NOTHING_RUNNING;
          default -> ExitCode.FAILED;
        };
    return new CommandFailure(
        code,
        detail == null
            ? context.text("agent.http.status", agent.toString(), String.valueOf(status))
            : detail);
  }

  private CommandFailure unreadable(String path, BadJsonException e) {
    return new CommandFailure(
        ExitCode.UNREACHABLE,
        context.text(
            "agent.http.unreadable", agent + path, SafeText.line(String.valueOf(e.getMessage()))),
        e);
  }
}
