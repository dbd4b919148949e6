package dev.ghostwatch.simulator;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** gh-ost's output, line by line: log lines with a time, status and hint lines without. */
final class RunLog {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter LIBRARY_TIME =
      DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm:ss", Locale.ROOT);

  private final GhostDialect dialect;
  private final ZoneId zone;
  private final Supplier<Instant> now;
  private final Consumer<String> output;
  private long lines;
  private long bytes;

  RunLog(GhostDialect dialect, ZoneId zone, Supplier<Instant> now, Consumer<String> output) {
    this.dialect = dialect;
    this.zone = zone;
    this.now = now;
    this.output = output;
  }

  ZoneId zone() {
    return zone;
  }

  String timestamp() {
    return TIME.format(now.get().atZone(zone));
  }

  /** Writes one line, or several when the text has line ends. */
  void plain(String text) {
    for (String line : text.split("\n", -1)) {
      lines++;
      bytes += line.getBytes(StandardCharsets.UTF_8).length + 1;
      output.accept(line);
    }
  }

  void info(String text) {
    levelled("INFO", "info", text);
  }

  void warning(String text) {
    levelled("WARNING", "warn", dialect.has(DialectTrait.REPEATS_STATUS) ? text + " []" : text);
  }

  void error(String text) {
    levelled("ERROR", "error", text);
  }

  void fatal(String text) {
    levelled("FATAL", "fatal", text);
  }

  private void levelled(String level, String bracketed, String text) {
    String shown = dialect == GhostDialect.BRACKETED ? "[" + bracketed + "]" : level;
    plain(timestamp() + " " + shown + " " + text);
  }

  /** A line of the library that reads binary logs, which has its own formats. */
  void library(String source, String text) {
    String time = LIBRARY_TIME.format(now.get().atZone(zone));
    switch (dialect) {
      case V1_0_21, BRACKETED -> {
        // Prints none.
      }
      case V1_0_49, V1_1_0, V1_1_5, V1_1_10 ->
          plain("[%s] [info] %s %s".formatted(time, source, text));
      case V1_2_DEV -> plain("%s INFO %s".formatted(time, text));
    }
  }

  long lines() {
    return lines;
  }

  long bytes() {
    return bytes;
  }
}
