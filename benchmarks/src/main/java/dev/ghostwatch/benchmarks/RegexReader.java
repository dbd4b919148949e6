package dev.ghostwatch.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A peer: reads the status lines of a log with a regular expression, a string a line. */
public final class RegexReader {
  private static final Pattern STATUS =
      Pattern.compile(
          "Copy: (\\d+)/(\\d+) ([0-9.]+)%; Applied: (\\d+); Backlog: (\\d+)/(\\d+); "
              + "Time: (\\S+)\\(total\\), (\\S+)\\(copy\\); streamer: (.*?); (?:Lag: ([0-9.]+)s, )?"
              + "(?:HeartbeatLag: ([0-9.]+)s, )?State: (.*); ETA: (\\S+)");

  private RegexReader() {}

  /** {@code RegexReader FILE}. */
  public static void main(String[] arguments) throws IOException {
    long samples = 0;
    long rows = 0;
    try (BufferedReader reader =
        Files.newBufferedReader(Path.of(arguments[0]), StandardCharsets.ISO_8859_1)) {
      Matcher matcher = STATUS.matcher("");
      String line;
      while ((line = reader.readLine()) != null) {
        if (matcher.reset(line).find()) {
          samples++;
          rows = Long.parseLong(matcher.group(1));
        }
      }
    }
    System.out.println(samples + " samples, " + rows + " rows");
  }
}
