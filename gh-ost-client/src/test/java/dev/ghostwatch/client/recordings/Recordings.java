package dev.ghostwatch.client.recordings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Finds and reads recorded exchanges: a chosen few among the test resources, all of them where the
 * folder is at hand.
 */
final class Recordings {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Recordings() {}

  /** One of each kind of reply of each version. */
  static List<Exchange> chosen() {
    URL folder = Recordings.class.getResource("/recordings");
    if (folder == null) {
      throw new IllegalStateException("No folder 'recordings' among the test resources");
    }
    try {
      return read(Path.of(folder.toURI()), ".jsonl");
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Every recording, from the folder named by the system property {@code ghostwatch.transcripts},
   * else from {@code ../shared/transcripts} beside the repository; empty when there is none.
   */
  static Optional<List<Exchange>> all() {
    Path folder = folder();
    return folder == null ? Optional.empty() : Optional.of(read(folder, "socket.jsonl"));
  }

  /** The lines of every recorded log; some have bytes that are not UTF-8. */
  static Optional<List<String>> logLines() {
    Path folder = folder();
    if (folder == null) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      List<String> lines = new ArrayList<>();
      for (Path file : files.filter(path -> path.endsWith("log.txt")).sorted().toList()) {
        new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().forEach(lines::add);
      }
      return Optional.of(lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable Path folder() {
    String named = System.getProperty("ghostwatch.transcripts");
    Path folder = named == null ? besideRepository() : Path.of(named);
    if (folder == null || !Files.isDirectory(folder)) {
      if (named != null) {
        throw new IllegalStateException(
            "-Dghostwatch.transcripts names " + folder + ", which is not a folder");
      }
      return null;
    }
    return folder;
  }

  private static @Nullable Path besideRepository() {
    Path module = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    Path repository = module.getParent();
    return repository == null ? null : repository.resolveSibling("shared").resolve("transcripts");
  }

  private static List<Exchange> read(Path folder, String nameEnd) {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Exchange> exchanges = new ArrayList<>();
      for (Path file : files.filter(path -> path.toString().endsWith(nameEnd)).sorted().toList()) {
        readFile(folder.relativize(file).toString(), file, exchanges);
      }
      return exchanges;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void readFile(String name, Path file, List<Exchange> into) throws IOException {
    int number = 0;
    for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
      number++;
      JsonNode node = JSON.readTree(line);
      JsonNode error = node.get("error");
      into.add(
          new Exchange(
              name + ":" + number,
              node.get("command").asString(),
              node.get("reply").asString(),
              error == null ? null : error.asString()));
    }
  }
}
