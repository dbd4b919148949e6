package dev.ghostwatch.simulator;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Recordings of real runs: a small set beside the tests, and the whole set where it is at hand. */
final class Recordings {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern STATUS_LINE =
      Pattern.compile(
          "Copy: (?<copied>\\d+)/(?<estimate>\\d+) (?<percent>[\\d.]+)%; Applied: (?<applied>\\d+);"
              + " Backlog: (?<backlog>\\d+)/\\d+; Time: (?<total>\\w+)\\(total\\),"
              + " (?<copy>\\w+)\\(copy\\); streamer: (?<streamer>[^;]+);"
              + "( Lag: (?<lag>[\\d.]+)s,)?( HeartbeatLag: (?<heartbeat>[\\d.]+)s,)?"
              + " State: (?<state>.*); ETA: (?<eta>[^;]+)");
  private static final Pattern DURATION = Pattern.compile("(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s)?");

  private Recordings() {}

  static final List<GhostDialect> RECORDED =
      List.of(
          GhostDialect.V1_0_21,
          GhostDialect.V1_1_0,
          GhostDialect.V1_1_5,
          GhostDialect.V1_1_10,
          GhostDialect.V1_2_DEV);

  static List<String> lines(String name) {
    try (InputStream in =
        requireNonNull(Recordings.class.getResourceAsStream("/recordings/" + name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode json(String line) {
    return JSON.readTree(line);
  }

  /** The folder with all recordings, where there is one. */
  static Optional<Path> everything() {
    String named = System.getProperty("ghostwatch.transcripts");
    Path module = Path.of("").toAbsolutePath();
    Stream<Path> candidates =
        named != null
            ? Stream.of(Path.of(named))
            : Stream.of("../../shared/transcripts", "../../../shared/transcripts")
                .map(module::resolve);
    return candidates.map(Path::normalize).filter(Files::isDirectory).findFirst();
  }

  /** The figures of a recorded status line, or null when the text is none. */
  static @Nullable StatusFigures figures(String line) {
    Matcher matcher = STATUS_LINE.matcher(line);
    if (!matcher.matches()) {
      return null;
    }
    return new StatusFigures(
        Long.parseLong(matcher.group("copied")),
        Long.parseLong(matcher.group("estimate")),
        Long.parseLong(matcher.group("applied")),
        Long.parseLong(matcher.group("backlog")),
        micros(matcher.group("total")),
        micros(matcher.group("copy")),
        matcher.group("streamer"),
        lag(matcher.group("lag")),
        lag(matcher.group("heartbeat")),
        matcher.group("state"),
        new Eta(matcher.group("eta"), 0));
  }

  static long micros(String duration) {
    Matcher matcher = DURATION.matcher(duration);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("no duration: " + duration);
    }
    return ((part(matcher.group(1)) * 60 + part(matcher.group(2))) * 60 + part(matcher.group(3)))
        * 1_000_000;
  }

  private static long part(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }

  private static long lag(@Nullable String seconds) {
    return seconds == null ? 0 : Math.round(Double.parseDouble(seconds) * 1e6);
  }
}
