package dev.ghostwatch.terminal.top;

import dev.ghostwatch.client.value.MigrationState;
import dev.ghostwatch.client.value.ThrottleReason;
import dev.ghostwatch.model.Eta;
import dev.ghostwatch.model.EtaReason;
import dev.ghostwatch.model.Phrase;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.terminal.DisplayWidth;
import dev.ghostwatch.terminal.SafeText;
import dev.ghostwatch.terminal.view.Ink;
import dev.ghostwatch.text.Figures;
import dev.ghostwatch.text.Texts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Short words and figures of the dashboard. */
final class Words {
  private static final long HOUR = 3600;
  private static final long DAY = 86_400;

  private Words() {}

  /** A phrase in somebody's language; its arguments come from outside. */
  static String said(Phrase phrase, Texts texts) {
    return texts.get(
        phrase.key(), phrase.arguments().stream().map(SafeText::line).toArray(String[]::new));
  }

  /** The state in a word, for a column. */
  static String state(TopRun run, Texts texts) {
    Snapshot snapshot = run.snapshot();
    if (!run.isRunning()) {
      return texts.get("top.state." + snapshot.lifecycle().jsonName());
    }
    MigrationState state = snapshot.line() == null ? null : snapshot.line().state();
    return texts.get("top.state." + (state == null ? "unknown" : state.name()));
  }

  static Ink ink(TopRun run) {
    return switch (run.snapshot().lifecycle()) {
      case FAILED, ABORTED, VANISHED -> Ink.BAD;
      case SUCCEEDED -> Ink.GOOD;
      case STARTING -> Ink.PLAIN;
      case RUNNING -> {
        MigrationState state = run.snapshot().line() == null ? null : run.snapshot().line().state();
        yield state == MigrationState.THROTTLED || state == MigrationState.POSTPONING_CUT_OVER
            ? Ink.CAREFUL
            : Ink.GOOD;
      }
    };
  }

  /** When it ends, as a range in a few cells. */
  static String range(TopRun run, Texts texts) {
    Eta eta = run.snapshot().eta();
    if (!run.isRunning()) {
      return "";
    }
    if (eta == null) {
      return "?";
    }
    if (eta.restsOn(EtaReason.POSTPONED)) {
      return texts.get("top.eta.you");
    }
    if (eta.restsOn(EtaReason.COPIED)) {
      return texts.get("top.eta.due");
    }
    if (eta.lowSeconds() == null || eta.highSeconds() == null) {
      return "?";
    }
    String low = brief(eta.lowSeconds());
    String high = brief(eta.highSeconds());
    return low.equals(high) ? low : low + "–" + high;
  }

  /** Seconds in at most six cells: {@code 45s}, {@code 12m}, {@code 3h05}, {@code 12d4h}. */
  static String brief(double seconds) {
    long whole = Math.max(0, Math.round(seconds));
    if (whole < 60) {
      return whole + "s";
    }
    if (whole < HOUR) {
      return Math.round(whole / 60.0) + "m";
    }
    if (whole < 2 * DAY) {
      long minutes = whole % HOUR / 60;
      return whole / HOUR + "h" + (minutes < 10 ? "0" : "") + minutes;
    }
    return whole / DAY + "d" + whole % DAY / HOUR + "h";
  }

  static String percent(TopRun run) {
    Double percent = run.percent();
    return percent == null ? "?" : Figures.decimal(percent, 1) + "%";
  }

  /** A figure that may not be known. */
  static String rate(@Nullable Double perSecond) {
    return perSecond == null ? "?" : Figures.rate(perSecond);
  }

  /** Lag in at most seven cells. */
  static String lag(@Nullable Double seconds) {
    if (seconds == null) {
      return "?";
    }
    return seconds < 60 ? Figures.decimal(seconds, seconds < 10 ? 2 : 1) + "s" : brief(seconds);
  }

  /** The letter of a reason in the timeline. */
  static String letter(ThrottleReason.Kind kind) {
    return switch (kind) {
      case USER_COMMAND -> "U";
      case FLAG_FILE -> "F";
      case MAX_LOAD -> "M";
      case LAG -> "L";
      case REPLICA_LAG -> "R";
      case THROTTLE_QUERY -> "Q";
      case HTTP -> "H";
      case CRITICAL_LOAD_HIBERNATE -> "C";
      case LEAVING_HIBERNATION -> "c";
      case ERROR -> "E";
      case OTHER -> "O";
    };
  }

  static Ink ink(ThrottleReason.Kind kind) {
    return switch (kind) {
      case USER_COMMAND, FLAG_FILE -> Ink.HELD_BY_PERSON;
      case LAG, REPLICA_LAG -> Ink.HELD_BY_LAG;
      case MAX_LOAD, CRITICAL_LOAD_HIBERNATE, LEAVING_HIBERNATION -> Ink.HELD_BY_LOAD;
      case THROTTLE_QUERY, HTTP -> Ink.HELD_BY_CHECK;
      case ERROR, OTHER -> Ink.HELD_BY_OTHER;
    };
  }

  static String span(Duration span, Texts texts) {
    return texts.get("top.span", String.valueOf(span.toMinutes()));
  }

  /** The text on as many lines as it needs, broken at blanks where there are any. */
  static List<String> wrapped(String text, int cells) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    int used = 0;
    int lastBlank = -1;
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      int wide = DisplayWidth.of(Character.toString(point));
      if (used + wide > cells) {
        String rest = "";
        if (lastBlank > 0 && point != ' ') {
          rest = line.substring(lastBlank + 1);
          line.setLength(lastBlank);
        }
        lines.add(line.toString().stripTrailing());
        line = new StringBuilder(rest);
        used = DisplayWidth.of(rest);
        lastBlank = -1;
      }
      if (point == ' ') {
        lastBlank = line.length();
      }
      if (!(point == ' ' && line.isEmpty() && !lines.isEmpty())) {
        line.appendCodePoint(point);
        used += wide;
      } else {
        lastBlank = -1;
      }
      i += Character.charCount(point);
    }
    lines.add(line.toString());
    return lines;
  }
}
