package dev.ghostwatch.monitor;

import dev.ghostwatch.client.command.Answer;
import dev.ghostwatch.client.status.Hints;
import dev.ghostwatch.client.status.StatusLine;
import dev.ghostwatch.client.status.StatusReply;
import dev.ghostwatch.insight.diagnosis.CaseFile;
import dev.ghostwatch.model.FigureSource;
import dev.ghostwatch.model.Lifecycle;
import dev.ghostwatch.model.Observation;
import dev.ghostwatch.model.Outcome;
import dev.ghostwatch.model.Phrase;
import dev.ghostwatch.source.log.LogMessage;
import dev.ghostwatch.source.recording.RecordedExchange;
import dev.ghostwatch.source.recording.RecordingReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A recording, socket and log together in the order of time, as a case for the diagnosis. */
public final class RecordedCase {
  private static final long QUARTER = 15 * 60L;

  /** Nothing was recorded later. */
  private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

  /** Hints are understood only with the line that begins them. */
  private static final String ANY_TABLE = "# Migrating `a`.`b`; Ghost table is `a`.`c`\n";

  private final Casebook book;
  private final CaseFile end;
  private boolean refused;

  private RecordedCase(Casebook book, @Nullable RecordingReader socket, List<String> lines)
      throws IOException {
    this.book = book;
    Deque<Line> log = dated(lines);
    RecordedExchange exchange;
    while (socket != null && (exchange = socket.next()) != null) {
      while (!log.isEmpty() && log.getFirst().second() <= exchange.at().getEpochSecond()) {
        book.line(log.removeFirst().text());
      }
      take(exchange);
    }
    log.forEach(line -> book.line(line.text()));
    book.endByLog();
    if (refused && book.lastWords() == null) {
      book.end(
          new Outcome(
              Lifecycle.VANISHED,
              Phrase.of(lines.isEmpty() ? "outcome.vanished.stale" : "outcome.vanished.silentLog"),
              ""));
    }
    Instant last = book.newest();
    end = book.close(last == null ? Instant.EPOCH : last);
  }

  /** A line, and the second of the epoch before which it was not written. */
  private record Line(long second, String text) {}

  /**
   * Plays a recording to its end.
   *
   * @param socket its exchanges; null for none
   * @param log its log; null for none
   * @param more adds to a case what is known beside it
   */
  public static RecordedCase play(
      @Nullable RecordingReader socket, @Nullable Path log, UnaryOperator<CaseFile> more)
      throws IOException {
    List<String> lines = List.of();
    if (log != null) {
      // Bytes that are no UTF-8 stand in some logs; what matters is ASCII.
      try (Stream<String> all = Files.lines(log, StandardCharsets.ISO_8859_1)) {
        lines = all.toList();
      }
    }
    return new RecordedCase(new Casebook(zone(lines), LATEST, null, more), socket, lines);
  }

  /** The log's dates name no zone; the start of the run, which does, tells it. */
  private static ZoneOffset zone(List<String> lines) {
    LocalDateTime first = null;
    for (String line : lines) {
      LogMessage message = first == null ? LogMessage.of(line) : null;
      first = message == null ? first : message.date();
      Instant start = first == null ? null : start(line);
      if (first != null && start != null) {
        long seconds = Duration.between(start, first.toInstant(ZoneOffset.UTC)).toSeconds();
        return ZoneOffset.ofTotalSeconds((int) (Math.round((double) seconds / QUARTER) * QUARTER));
      }
    }
    return ZoneOffset.UTC;
  }

  /** The start of the run, of the hint line that tells it; null for other lines. */
  private static @Nullable Instant start(String line) {
    if (!line.startsWith("# Migration started at ")) {
      return null;
    }
    Hints hints = StatusReply.parse(ANY_TABLE + line).hints();
    return hints == null || hints.startedAt() == null ? null : hints.startedAt().toInstant();
  }

  /** Status lines without a date tell the time since the start. */
  private static Deque<Line> dated(List<String> lines) {
    ZoneOffset zone = zone(lines);
    Deque<Line> dated = new ArrayDeque<>();
    Instant start = null;
    long second = 0;
    for (String line : lines) {
      Instant told = start(line);
      start = told == null ? start : told;
      LogMessage message = LogMessage.of(line);
      StatusLine sample = line.startsWith("Copy: ") ? StatusLine.parse(line) : null;
      if (message != null && message.date() != null) {
        second = Math.max(second, message.date().toEpochSecond(zone));
      } else if (start != null && sample != null && sample.elapsed() != null) {
        second = Math.max(second, start.plus(sample.elapsed()).getEpochSecond());
      }
      dated.addLast(new Line(second, line));
    }
    return dated;
  }

  private void take(RecordedExchange exchange) {
    if (exchange.reply().isEmpty()) {
      // A process that is killed while it is asked closes the connection without a word.
      String error = exchange.error();
      refused = error == null || error.contains("refused") || error.contains("reset by peer");
      return;
    }
    Answer answer = Answer.of(exchange.command(), exchange.reply());
    if (answer instanceof Answer.Status(StatusReply reply)) {
      refused = false;
      book.observed(new Observation.StatusSeen(exchange.at(), FigureSource.SOCKET, reply));
    }
  }

  /** What was found. */
  public Casebook book() {
    return book;
  }

  /** The case at the end. */
  public CaseFile end() {
    return end;
  }
}
