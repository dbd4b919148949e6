package dev.ghostwatch.cli;

import dev.ghostwatch.client.socket.ControlException;
import dev.ghostwatch.document.Documents;
import dev.ghostwatch.document.Json;
import dev.ghostwatch.model.Lifecycle;
import dev.ghostwatch.model.Outcome;
import dev.ghostwatch.model.Phrase;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.terminal.DisplayWidth;
import dev.ghostwatch.terminal.SafeText;
import dev.ghostwatch.terminal.Screen;
import dev.ghostwatch.terminal.Style;
import dev.ghostwatch.text.Figures;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where {@code watch} prints: one line redrawn in place on a terminal, a line each otherwise, JSON
 * lines when asked for; and the same lines to a file.
 */
final class WatchOutput implements AutoCloseable {
  private static final int NARROW = 60;
  private static final String REDRAW = "\r\u001b[K";

  private final CliContext context;
  private final StatusView view;
  private final boolean json;
  private final @Nullable Path logFile;
  private final @Nullable Writer log;
  private boolean lineOpen;

  private WatchOutput(
      CliContext context, boolean json, @Nullable Path logFile, @Nullable Writer log) {
    this.context = context;
    this.view = new StatusView(context);
    this.json = json;
    this.logFile = logFile;
    this.log = log;
  }

  static WatchOutput open(CliContext context, @Nullable Path logFile, boolean json)
      throws CommandFailure {
    if (logFile == null) {
      return new WatchOutput(context, json, null, null);
    }
    try {
      Writer log =
          Files.newBufferedWriter(
              logFile,
              StandardCharsets.UTF_8,
              StandardOpenOption.CREATE,
              StandardOpenOption.APPEND);
      return new WatchOutput(context, json, logFile, log);
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.FAILED,
          context.text(
              "watch.log.cannotOpen",
              SafeText.line(logFile.toString()),
              FileTrouble.text(e, context)),
          e);
    }
  }

  /**
   * How it goes.
   *
   * @param layers what an agent knows around the migration, as a JSON object; null without an agent
   */
  void show(Snapshot snapshot, @Nullable String layers) throws IOException {
    Snapshot expected = AgentLayers.expecting(snapshot, layers);
    String text = time(snapshot.observedAt()) + "  " + view.line(expected);
    if (json) {
      note(text);
      document(snapshot, layers, null);
      return;
    }
    print(text, context.screen().interactive() ? fitting(expected) : text, snapshot, null, true);
  }

  /** As much as the terminal has room for: rows, speed and day give way to the state. */
  private String fitting(Snapshot snapshot) {
    int room = context.screen().columns() - 1;
    Instant at = snapshot.observedAt();
    String time = at == null ? "?" : Figures.time(at, context.zone());
    String shortTime = time.substring(time.indexOf(' ') + 1);
    List<String> shorter = view.shorterLines(snapshot);
    for (String line : shorter) {
      if (DisplayWidth.of(time + "  " + line) <= room) {
        return time + "  " + line;
      }
    }
    return shortTime + "  " + shorter.getLast();
  }

  /** gh-ost does not answer, but has not ended either. */
  void trouble(Snapshot snapshot, ControlException trouble) throws IOException {
    print(
        time(context.clock().instant())
            + "  "
            + StatusView.name(snapshot)
            + "  "
            + context
                .screen()
                .shown(
                    context.text("watch.trouble", new ControlFailures(context).happened(trouble))),
        snapshot,
        trouble,
        false);
  }

  /** The last line: how the run ended. */
  void end(Snapshot snapshot, Outcome outcome) throws IOException {
    Phrase evidence = outcome.evidence();
    String text =
        time(snapshot.observedAt())
            + "  "
            + StatusView.name(snapshot)
            + "  "
            + context.styled(
                outcome.lifecycle() == Lifecycle.SUCCEEDED ? Style.GOOD : Style.BAD,
                context.text("lifecycle." + outcome.lifecycle().jsonName()))
            + ": "
            + view.said(evidence);
    print(text, snapshot, null, false);
  }

  private void print(
      String text, Snapshot snapshot, @Nullable ControlException trouble, boolean redrawn)
      throws IOException {
    print(text, text, snapshot, trouble, redrawn);
  }

  /**
   * Prints a line.
   *
   * @param text for files and pipes
   * @param drawn for a terminal
   */
  private void print(
      String text,
      String drawn,
      Snapshot snapshot,
      @Nullable ControlException trouble,
      boolean redrawn)
      throws IOException {
    note(text);
    if (json) {
      document(snapshot, null, trouble);
      return;
    }
    if (context.screen().interactive()) {
      context.out().print(lineOpen ? REDRAW : "");
      if (redrawn) {
        context.out().print(cut(drawn));
        lineOpen = true;
      } else {
        context.out().println(text);
        lineOpen = false;
      }
    } else {
      context.out().println(text);
    }
    checkOutput();
  }

  /** Writes a line to the file. */
  private void note(String text) {
    if (log != null) {
      try {
        log.write(withoutStyle(text));
        log.write('\n');
        log.flush();
      } catch (IOException e) {
        // A full disk must not end the watch; it is said at each line until it works again.
        context.say(
            "watch.log.failed",
            SafeText.line(String.valueOf(logFile)),
            FileTrouble.text(e, context));
      }
    }
  }

  private void document(
      Snapshot snapshot, @Nullable String layers, @Nullable ControlException trouble)
      throws IOException {
    Documents.object(
        context.out(),
        Documents.Format.JSON_LINE,
        document -> {
          MigrationOutput.write(document, snapshot, layers);
          document.objectOrNull("trouble", trouble, failure -> trouble(document, failure));
        });
    checkOutput();
  }

  private void checkOutput() throws IOException {
    if (context.out().checkError()) {
      throw new IOException(context.text("error.outputClosed"));
    }
  }

  /** Why there is no fresh figure: {@code kind} for programs, {@code text} for people. */
  private static void trouble(Json json, ControlException trouble) {
    json.text("kind", trouble.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    json.text("text", trouble.happened());
  }

  /** As much as fits on a line of the terminal, and the cursor behind it. */
  private String cut(String text) {
    Screen screen = context.screen();
    return screen.cut(text, screen.columns() - 1);
  }

  private static String withoutStyle(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '\u001b') {
        i = text.indexOf('m', i);
      } else {
        plain.append(text.charAt(i));
      }
    }
    return plain.toString();
  }

  /** On a narrow terminal the day gives way to what matters. */
  private String time(@Nullable Instant at) {
    if (at == null) {
      return "?";
    }
    String time = Figures.time(at, context.zone());
    boolean narrow = context.screen().interactive() && context.screen().columns() < NARROW;
    return narrow ? time.substring(time.indexOf(' ') + 1) : time;
  }

  @Override
  public void close() throws IOException {
    if (lineOpen) {
      context.out().println();
    }
    if (log != null) {
      log.close();
    }
  }
}
