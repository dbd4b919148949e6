package dev.ghostwatch.insight.log;

import dev.ghostwatch.client.log.LineLevel;
import dev.ghostwatch.client.status.StatusLine;
import dev.ghostwatch.client.value.MigrationState;
import dev.ghostwatch.client.value.ThrottleReason;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a log the slow and obvious way: line by line as strings, with regular expressions, keeping
 * everything in lists and counting at the end. The fast reader must come to the same figures.
 */
final class PlainReader {
  private static final Pattern DATED =
      Pattern.compile(
          "(\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d|\\d{4}/\\d\\d/\\d\\d \\d\\d:\\d\\d:\\d\\d) (.*)",
          Pattern.DOTALL);
  private static final Pattern BRACKETED_DATE =
      Pattern.compile(
          "\\[(\\d{4}[-/]\\d\\d[-/]\\d\\d \\d\\d:\\d\\d:\\d\\d)\\](?s:.(.*)|)", Pattern.DOTALL);
  private static final Pattern LEVEL =
      Pattern.compile(
          "(INFO|ERROR|WARNING|WARN|FATAL|DEBUG|NOTICE|CRITICAL"
              + "|\\[(?:info|error|warn|warning|fatal|debug|notice|critical)\\]) (.*)",
          Pattern.DOTALL);
  private static final Pattern SETTING = Pattern.compile("([a-z -]+):(.*)", Pattern.DOTALL);
  private static final Pattern ESCAPES =
      Pattern.compile(
          "\u001b(?:\\][^\u0007]*\u0007?|\\[[^@-\u00ff]*.?|[^\\[\\]]|$)", Pattern.DOTALL);

  private static final Pattern CONTROLS = Pattern.compile("[\\x00-\\x08\\x0a-\\x1f\\x7f]");
  private static final Pattern BLANKS = Pattern.compile("^[ \\t]+");
  private static final Pattern MAY_BE_LOGGED = Pattern.compile("[0-9C].*", Pattern.DOTALL);
  private static final Pattern WORDS =
      Pattern.compile(
          "(starting gh-ost |Migrating `|Reverting `|Estimated number of rows|Exact number of"
              + "|Ghost table created|Row copy complete|Done migrating|Done reverting).*",
          Pattern.DOTALL);
  private static final Pattern BROKEN =
      Pattern.compile(
          "(panic: |fatal error: |flag provided but not defined: |invalid value "
              + "|flag needs an argument: ).*",
          Pattern.DOTALL);

  /** One sample. */
  private record Sample(String text, StatusLine line) {}

  /**
   * A setting that differs from the block of hints before.
   *
   * @param total seconds of the run in the status line below; null when there is none
   */
  record Change(String text, long line, @Nullable Long total) {}

  /** What one run comes to. */
  static final class Run {
    final Map<LineLevel, Long> levels = new EnumMap<>(LineLevel.class);
    final List<StatusLine> samples = new ArrayList<>();
    final List<String> errors = new ArrayList<>();
    final List<Change> changes = new ArrayList<>();
    final Map<String, String> settings = new HashMap<>();
    private final List<Sample> all = new ArrayList<>();

    long lines() {
      return levels.values().stream().mapToLong(Long::longValue).sum();
    }

    @Nullable Double maxPercent() {
      return samples.stream()
          .map(StatusLine::percent)
          .filter(percent -> percent != null)
          .max(Double::compare)
          .orElse(null);
    }

    @Nullable Double maxLag() {
      return lags().isEmpty() ? null : lags().getLast();
    }

    @Nullable Double p95Lag() {
      List<Double> lags = lags();
      return lags.isEmpty() ? null : lags.get((int) Math.ceilDiv(lags.size() * 95L, 100L) - 1);
    }

    private List<Double> lags() {
      return samples.stream()
          .map(StatusLine::lagSeconds)
          .filter(lag -> lag != null)
          .sorted()
          .toList();
    }

    long fullBacklogs() {
      return samples.stream()
          .filter(line ->
              line.backlog() != null
                  && line.backlogCapacity() != null
                  && line.backlogCapacity() > 0
                  && line.backlog() >= line.backlogCapacity())
          .count();
    }

    /** Rows copied as the last sample of each of the last ten seconds tells. */
    List<Long> recentRows() {
      List<Long> rows = new ArrayList<>();
      for (int i = 0; i < samples.size(); i++) {
        boolean last =
            i + 1 == samples.size() || total(samples.get(i)) != total(samples.get(i + 1));
        Long copied = samples.get(i).rowsCopied();
        if (last && copied != null) {
          rows.add(copied);
        }
      }
      return rows.subList(Math.max(0, rows.size() - 10), rows.size());
    }

    long throttledSamples() {
      return samples.stream().filter(line -> line.state() == MigrationState.THROTTLED).count();
    }

    /** Seconds from each sample that is throttled for a kind to the next that is not. */
    Map<ThrottleReason.Kind, Long> lost() {
      Map<ThrottleReason.Kind, Long> lost = new EnumMap<>(ThrottleReason.Kind.class);
      int i = 0;
      long last = 0;
      while (i < samples.size()) {
        ThrottleReason.Kind kind = kind(samples.get(i));
        int next = i + 1;
        while (next < samples.size() && kind(samples.get(next)) == kind && sameState(i, next)) {
          next++;
        }
        for (StatusLine sample : samples.subList(i, next)) {
          last = Math.max(last, total(sample));
        }
        long end = next < samples.size() ? total(samples.get(next)) : last;
        if (kind != null) {
          lost.merge(kind, Math.max(0, end - total(samples.get(i))), Long::sum);
        }
        i = next;
      }
      return lost;
    }

    private boolean sameState(int one, int other) {
      return kind(samples.get(one)) != null
          || samples.get(one).state() == samples.get(other).state();
    }
  }

  final List<Run> runs = new ArrayList<>();
  private Run run = new Run();
  private boolean begun;
  private @Nullable String startHint;
  private long number;

  PlainReader(byte[] bytes) {
    runs.add(run);
    int from = 0;
    while (from < bytes.length) {
      int to = from;
      while (to < bytes.length && bytes[to] != '\n') {
        to++;
      }
      line(decode(bytes, from, to));
      from = to + 1;
    }
  }

  static String decode(byte[] bytes, int from, int to) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, from, to - from))
          .toString();
    } catch (CharacterCodingException _) {
      return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }
  }

  private static String clean(String raw) {
    String line = CONTROLS.matcher(ESCAPES.matcher(raw).replaceAll("")).replaceAll("");
    line = line.startsWith("\uFEFF") ? line.substring(1) : line;
    boolean changed = !line.equals(raw);
    String bare = BLANKS.matcher(line).replaceFirst("");
    return changed || MAY_BE_LOGGED.matcher(bare).matches() ? bare : line;
  }

  private void line(String raw) {
    number++;
    String line = clean(raw);
    if (line.startsWith("#")) {
      if (line.startsWith("# Migration started at ")) {
        String start = line.substring("# Migration started at ".length()).strip();
        if (dev.ghostwatch.client.value.GoTime.parseRubyDate(start) != null) {
          if (startHint != null && !startHint.equals(start)) {
            next();
          }
          startHint = start;
        }
      }
      begun |= line.startsWith("# Migrati") || line.startsWith("# Done");
      setting(line.substring(1).strip());
      count(LineLevel.HINT);
      return;
    }
    String rest = line;
    boolean dated = false;
    Matcher date = DATED.matcher(line);
    Matcher bracketed = BRACKETED_DATE.matcher(line);
    if (bracketed.matches() && line.length() > 21 && isDate(bracketed.group(1))) {
      dated = true;
      rest = bracketed.group(2) == null ? "" : bracketed.group(2);
    } else if (date.matches() && isDate(date.group(1))) {
      dated = true;
      rest = date.group(2);
    }
    Matcher level = LEVEL.matcher(rest);
    LineLevel found = level.matches() ? level(level.group(1)) : LineLevel.OTHER;
    String text = level.matches() ? level.group(2) : rest;
    if (text.startsWith("Copy: ") && (found == LineLevel.INFO || (!dated && !level.matches()))) {
      StatusLine status = StatusLine.parse(line);
      if (status != null && status.elapsed() != null && status.rowsCopied() != null) {
        sample(status);
        count(LineLevel.STATUS);
        return;
      }
    }
    message(found, text, dated || level.matches());
    count(found);
  }

  private void setting(String hint) {
    boolean several = hint.matches("(?s)(chunk-size|max-lag-millis): .*");
    for (String part : several ? hint.split("; ", -1) : new String[] {hint}) {
      Matcher setting = SETTING.matcher(part);
      if (setting.matches()) {
        String value = setting.group(2).strip();
        String before = run.settings.put(setting.group(1), value);
        if (before != null && !before.equals(value)) {
          String text =
              setting.group(1)
                  + ": "
                  + (before.isEmpty() ? "''" : before)
                  + " -> "
                  + (value.isEmpty() ? "''" : value);
          run.changes.add(new Change(text, number, null));
        }
      }
    }
  }

  private void message(LineLevel level, String text, boolean prefixed) {
    if (level == LineLevel.INFO && text.startsWith("starting gh-ost ") && run.lines() > 0) {
      next();
    }
    if (level == LineLevel.INFO && WORDS.matcher(text).matches()) {
      begun = true;
    }
    if (level == LineLevel.ERROR || level == LineLevel.FATAL) {
      begun = true;
      run.errors.add(LogText.message(text));
    } else if (!prefixed && BROKEN.matcher(text).matches()) {
      begun = true;
      run.errors.add(text);
    } else if (!prefixed && text.startsWith("Usage of gh-ost")) {
      begun = true;
    }
  }

  private void sample(StatusLine status) {
    if (!run.samples.isEmpty() && total(status) < total(run.samples.getLast()) - 5) {
      next();
    }
    run.changes.replaceAll(change ->
        change.total == null ? new Change(change.text, change.line, total(status)) : change);
    begun = true;
    List<Sample> recent = run.all.subList(Math.max(0, run.all.size() - 8), run.all.size());
    if (recent.stream().noneMatch(sample -> sample.text.equals(status.text()))) {
      run.all.add(new Sample(status.text(), status));
      run.samples.add(status);
    }
  }

  private void next() {
    Run before = run;
    run = new Run();
    if (begun) {
      runs.add(run);
    } else {
      before.levels.forEach((level, count) -> run.levels.merge(level, count, Long::sum));
      runs.set(runs.size() - 1, run);
    }
    begun = false;
    startHint = null;
  }

  private void count(LineLevel level) {
    run.levels.merge(level, 1L, Long::sum);
  }

  private static boolean isDate(String text) {
    try {
      java.time.LocalDate.parse(text.substring(0, 10).replace('/', '-'));
    } catch (java.time.DateTimeException _) {
      return false;
    }
    return text.charAt(4) == text.charAt(7)
        && text.substring(11).matches("([01]\\d|2[0-3]):[0-5]\\d:([0-5]\\d|60)");
  }

  private static LineLevel level(String word) {
    return switch (word.replaceAll("[\\[\\]]", "").toUpperCase(java.util.Locale.ROOT)) {
      case "ERROR", "CRITICAL" -> LineLevel.ERROR;
      case "WARN", "WARNING" -> LineLevel.WARNING;
      case "FATAL" -> LineLevel.FATAL;
      case "DEBUG" -> LineLevel.DEBUG;
      default -> LineLevel.INFO;
    };
  }

  private static ThrottleReason.@Nullable Kind kind(StatusLine line) {
    if (line.state() != MigrationState.THROTTLED) {
      return null;
    }
    return line.throttle() == null ? ThrottleReason.Kind.OTHER : line.throttle().kind();
  }

  private static long total(StatusLine line) {
    return line.elapsed() == null ? 0 : line.elapsed().toSeconds();
  }
}
