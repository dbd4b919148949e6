package dev.ghostwatch.insight.diagnosis;

import dev.ghostwatch.client.socket.ControlException;
import dev.ghostwatch.model.EndpointFacts;
import dev.ghostwatch.model.FigureSource;
import dev.ghostwatch.model.Finding;
import dev.ghostwatch.model.Lifecycle;
import dev.ghostwatch.model.Phrase;
import dev.ghostwatch.model.ProcessFacts;
import dev.ghostwatch.model.server.CheckpointFigures;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A run that says nothing: rules D7, D9 and D38. */
final class SilenceRules {
  /** A count of rows or a wait for a lock is usually over by then. */
  private static final Duration START = Duration.ofMinutes(2);

  /** gh-ost prints a status line every half minute when it prints least. */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(45);

  private SilenceRules() {}

  /** No status line after the start (gh-ost issues 304, 781). */
  static List<Finding> d7(CaseFile file) {
    Instant start = start(file);
    if (file.line() != null
        || start == null
        || file.isOver()
        || !isHeard(file)
        || file.log().isFatal()
        || file.log().isDone()
        || file.secondsSince(start) < START.toSeconds()) {
      return List.of();
    }
    LogLine last = file.log().last();
    String phase = "D7.phase." + phase(last);
    return Found.warning("D7")
        .title(Found.span(file.secondsSince(start)))
        .seen("seen", Found.time(start), Found.span(file.secondsSince(start)))
        .line(last)
        .shared(Phrase.of(phase))
        .lines(file.log().newest(2, ProgressRules::isError))
        .run("SHOW FULL PROCESSLIST;")
        .found();
  }

  /** Who reads neither a log nor an answer does not know whether there was a status line. */
  private static boolean isHeard(CaseFile file) {
    return file.log().last() != null
        || file.snapshot().sources().stream()
            .anyMatch(told -> told.source() != FigureSource.PROCESS);
  }

  private static @Nullable Instant start(CaseFile file) {
    ProcessFacts process = file.snapshot().process();
    LogLine first = file.log().first();
    if (file.snapshot().startedAt() != null) {
      return file.snapshot().startedAt();
    }
    return process != null && process.startedAt() != null
        ? process.startedAt()
        : first == null ? null : first.at();
  }

  private static String phase(@Nullable LogLine line) {
    String text = line == null ? "" : line.text().toLowerCase(Locale.ROOT);
    if (text.contains("counting rows")) {
      return "counting";
    }
    if (text.contains("waiting for ghost table") || text.contains("waiting for tables")) {
      return "ghost";
    }
    if (text.contains("creating") || text.contains("altering") || text.contains("dropp")) {
      return "tables";
    }
    return text.contains("connect") || text.contains("streamer") || text.contains("inspector")
        ? "connecting"
        : "unknown";
  }

  /** The process is there and says nothing (gh-ost issue 311). */
  static List<Finding> d9(CaseFile file) {
    ProcessFacts process = file.snapshot().process();
    Instant last = file.course().newestAt();
    EndpointFacts endpoint = file.endpoint();
    boolean mute =
        endpoint == null
            || endpoint.failure() == ControlException.Kind.NO_ANSWER
            || endpoint.failure() == ControlException.Kind.TOO_SLOW
            || endpoint.failure() == ControlException.Kind.CONNECT_TIMEOUT;
    Duration limit = file.frozen().compareTo(LONGEST_PAUSE) > 0 ? file.frozen() : LONGEST_PAUSE;
    if (process == null
        || last == null
        || !mute
        || file.isOver()
        || file.log().isDone()
        || file.secondsSince(last) < limit.toSeconds()) {
      return List.of();
    }
    Found found =
        Found.critical("D9")
            .title(Found.span(file.secondsSince(last)))
            .seen(
                "seen",
                String.valueOf(process.pid()),
                Found.time(last),
                Found.number(file.line() == null ? null : file.line().rowsCopied()))
            .seen("output", process.output());
    return found
        .line(file.log().last())
        .run("ps -o pid,stat,wchan:32,args --pid " + process.pid() + " --ppid " + process.pid())
        .found();
  }

  /** Gone without a word: killed (gh-ost issue 629); hooks do not run then. */
  static List<Finding> d38(CaseFile file) {
    Instant last = file.course().newestAt();
    if (file.snapshot().lifecycle() != Lifecycle.VANISHED
        || last == null
        || file.log().isDone()
        || file.log().isFatal()) {
      return List.of();
    }
    Found found =
        Found.critical("D38").title(Found.time(last)).seenRows(file.line(), Found.time(last));
    if (file.outcome() != null) {
      found.shared(file.outcome().evidence());
      if (!file.outcome().lastError().isEmpty()) {
        found.seen("kernel", file.outcome().lastError());
      }
    }
    LogLine said = file.log().last();
    if (said != null && !said.at().isBefore(last)) {
      found.line(said);
    }
    if (file.line() != null) {
      found.seen("status", file.line().text());
    }
    CheckpointFigures checkpoint = file.around().checkpoint(file.snapshot());
    if (checkpoint != null && checkpoint.isResumable()) {
      found
          .seen("checkpoint", ProgressRules.resume(file), checkpoint.server())
          .adviceOf("advice.resume");
    }
    ProcessFacts process = file.snapshot().process();
    return found
        .run(
            process == null
                ? "dmesg -T | grep -i -E 'killed process|out of memory'"
                : kernel(process))
        .found();
  }

  private static String kernel(ProcessFacts process) {
    return "dmesg -T | grep -E 'process " + process.pid() + " |out of memory'";
  }
}
