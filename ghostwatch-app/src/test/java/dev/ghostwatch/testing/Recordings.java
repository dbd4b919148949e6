package dev.ghostwatch.testing;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Recordings of real gh-ost runs: a small set beside the tests, and the whole set where it is at
 * hand.
 */
public final class Recordings {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** The releases that were recorded. */
  public static final List<String> VERSIONS =
      List.of("v1.0.21", "v1.1.0", "v1.1.5", "v1.1.10", "v1.2-dev");

  /**
   * One exchange of a recording.
   *
   * @param command what was sent
   * @param reply what came back, empty when nothing did
   */
  public record Exchange(String command, String reply) {}

  private Recordings() {}

  /** A file beside the tests. */
  public static String text(String name) {
    String resource = "/recordings/" + name;
    try (InputStream in =
        requireNonNull(Recordings.class.getResourceAsStream(resource), resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a release answered to the commands, from the small set. */
  public static List<Exchange> commands(String version) {
    return exchanges(text("commands-" + version + ".jsonl"));
  }

  /** Reads the lines of a {@code socket.jsonl}. */
  public static List<Exchange> exchanges(String lines) {
    return lines.lines().map(Recordings::exchange).toList();
  }

  private static Exchange exchange(String line) {
    JsonNode node = JSON.readTree(line);
    return new Exchange(node.path("command").asString(), node.path("reply").asString(""));
  }

  /** The folder with all recordings, where there is one. */
  public static Optional<Path> everything() {
    String named = System.getProperty("ghostwatch.transcripts");
    Path module = Path.of("").toAbsolutePath();
    Stream<Path> candidates =
        named != null
            ? Stream.of(Path.of(named))
            : Stream.of("../../shared/transcripts", "../../../shared/transcripts")
                .map(module::resolve);
    return candidates.map(Path::normalize).filter(Files::isDirectory).findFirst();
  }

  /** Skips a test that makes sense with all recordings only, where they are not beside the code. */
  public static void assumeEverything() {
    assumeThat(everything()).as("the recordings").isPresent();
  }

  /** The folders of all recorded runs that have this file. */
  public static List<Path> runsWith(String file) {
    Path root = everything().orElse(null);
    if (root == null) {
      return List.of();
    }
    try (Stream<Path> folders = Files.walk(root, 2)) {
      return folders.filter(folder -> Files.exists(folder.resolve(file))).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
