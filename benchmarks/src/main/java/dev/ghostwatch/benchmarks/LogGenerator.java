package dev.ghostwatch.benchmarks;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Writes a log of any size in the mix of lines of the recorded runs: of 100 bytes 36 are plain
 * status lines, 23 their repetition at INFO level, 21 hints, 14 other INFO lines, 1.4 errors, the
 * rest lines of libraries and hooks. A run ends after 64 MiB and the next begins. The same size and
 * seed give the same log.
 */
public final class LogGenerator {
  private static final long BYTES_A_RUN = 64L << 20;
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter SLASHED =
      DateTimeFormatter.ofPattern("uuuu/MM/dd HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter RUBY =
      DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss Z yyyy", Locale.ROOT);

  /** Lines of a kind for each status line, as counted in the recordings. */
  private static final double REPEATED = 0.52;

  private static final double HINT_BLOCKS = 0.24;
  private static final double INFOS = 1.05;
  private static final double ERRORS = 0.08;
  private static final double OTHERS = 0.25;

  private final Map<String, List<String>> templates = new HashMap<>();
  private final SplittableRandom random;
  private final OutputStream out;
  private final StringBuilder text = new StringBuilder(1 << 16);
  private long written;

  private LocalDateTime start = LocalDateTime.of(2026, 1, 1, 0, 0);
  private String date = "";
  private String slashed = "";

  private LogGenerator(OutputStream out, long seed) throws IOException {
    this.out = out;
    random = new SplittableRandom(seed);
    try (InputStream in = LogGenerator.class.getResourceAsStream("log-lines.txt")) {
      if (in == null) {
        throw new IllegalStateException("BUG: log-lines.txt is missing from the program");
      }
      BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      List<String> section = new ArrayList<>();
      String line;
      while ((line = reader.readLine()) != null) {
        if (line.startsWith("[") && line.endsWith("]") && line.indexOf(' ') < 0) {
          section = new ArrayList<>();
          templates.put(line.substring(1, line.length() - 1), section);
        } else {
          section.add(line);
        }
      }
    }
  }

  /** {@code LogGenerator FILE MEBIBYTES [SEED]}. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length < 2) {
      System.err.println("usage: LogGenerator FILE MEBIBYTES [SEED]");
      System.exit(2);
    }
    long size = Long.parseLong(arguments[1]) << 20;
    long seed = arguments.length > 2 ? Long.parseLong(arguments[2]) : 1;
    try (OutputStream out =
        new BufferedOutputStream(Files.newOutputStream(Path.of(arguments[0])), 1 << 20)) {
      new LogGenerator(out, seed).write(size);
    }
  }

  private void write(long size) throws IOException {
    while (written < size) {
      run(Math.min(size, written + BYTES_A_RUN));
    }
  }

  private void run(long until) throws IOException {
    long rows = 0;
    long estimate = 2_000_000_000L;
    long position = 4;
    long applied = 0;
    long throttledFor = 0;
    String reason = "";
    at(0);
    section("start");
    section("hint");
    int second = 0;
    while (written < until) {
      at(second);
      if (throttledFor == 0 && random.nextInt(400) == 0) {
        throttledFor = 5L + random.nextInt(120);
        reason = one("reason");
      }
      rows += throttledFor > 0 ? 0 : 300L * random.nextInt(12);
      position += 20_000 + random.nextInt(200_000);
      applied += random.nextInt(60);
      String state = throttledFor > 0 ? "throttled, " + reason : "migrating";
      throttledFor = Math.max(0, throttledFor - 1);
      String status = status(rows, estimate, applied, second, position, state);
      text.append(status).append('\n');
      if (random.nextDouble() < REPEATED) {
        text.append(date).append(" INFO ").append(status).append(" []\n");
      }
      if (random.nextDouble() < HINT_BLOCKS) {
        section("hint");
      }
      some("info", INFOS);
      some("error", ERRORS);
      some("other", OTHERS);
      flush();
      second++;
    }
    section("end");
    flush();
    start = start.plusSeconds(second + 60L);
  }

  private String status(
      long rows, long estimate, long applied, int second, long position, String state) {
    long tenths = rows * 1000 / estimate;
    return "Copy: "
        + rows
        + "/"
        + estimate
        + " "
        + tenths / 10
        + "."
        + tenths % 10
        + "%; Applied: "
        + applied
        + "; Backlog: "
        + random.nextInt(40)
        + "/1000; Time: "
        + duration(second)
        + "(total), "
        + duration(second)
        + "(copy); streamer: mysql-bin."
        + String.valueOf(1_000_000 + position / 1_000_000_000).substring(1)
        + ":"
        + position % 1_000_000_000
        + "; Lag: 0.0"
        + random.nextInt(10)
        + "s, HeartbeatLag: 0."
        + (10 + random.nextInt(90))
        + "s, State: "
        + state
        + "; ETA: "
        + duration(random.nextInt(90_000));
  }

  private static String duration(int seconds) {
    if (seconds < 60) {
      return seconds + "s";
    }
    String minutes = seconds / 60 % 60 + "m" + seconds % 60 + "s";
    return seconds < 3600 ? minutes : seconds / 3600 + "h" + minutes;
  }

  private void at(int second) {
    LocalDateTime now = start.plusSeconds(second);
    date = DATE.format(now);
    slashed = SLASHED.format(now);
  }

  /** On average so many lines of a section. */
  private void some(String section, double average) {
    double left = average;
    while (left > 0) {
      if (random.nextDouble() < left) {
        line(one(section));
      }
      left -= 1;
    }
  }

  private String one(String section) {
    List<String> lines = templates.getOrDefault(section, List.of());
    return lines.get(random.nextInt(lines.size()));
  }

  private void section(String section) {
    templates.getOrDefault(section, List.of()).forEach(this::line);
  }

  private void line(String template) {
    if (template.startsWith("%D")) {
      text.append(date).append(template, 2, template.length());
    } else if (template.startsWith("[%S")) {
      text.append('[').append(slashed).append(template, 3, template.length());
    } else if (template.endsWith("%R")) {
      text.append(template, 0, template.length() - 2)
          .append(RUBY.format(start.atOffset(ZoneOffset.UTC)));
    } else {
      text.append(template);
    }
    text.append('\n');
  }

  private void flush() throws IOException {
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    out.write(bytes);
    written += bytes.length;
    text.setLength(0);
  }
}
