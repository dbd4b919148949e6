package dev.ghostwatch.source.log.follow;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The rotated files of a log at one moment, in no order.
 *
 * @param all each file once; of a file and its compressed form only the file, as the compressed one
 *     may still be being written
 */
record Siblings(List<Sibling> all) {
  private static final int LOOKS = 10;

  /**
   * Looks for the rotated files of a log.
   *
   * @param logs the names of the log: its path, and where that is a link its target
   * @throws FileMovedException when they keep changing
   */
  static Siblings of(Collection<Path> logs) throws IOException {
    // A listing is not atomic: during a rotation it may miss a file that is being renamed.
    Siblings before = listed(logs);
    for (int look = 0; look < LOOKS; look++) {
      Siblings now = listed(logs);
      if (now.names().equals(before.names())) {
        return now;
      }
      before = now;
    }
    throw new FileMovedException(logs.iterator().next());
  }

  private Map<Path, String> names() {
    Map<Path, String> names = new LinkedHashMap<>();
    for (Sibling sibling : all) {
      names.put(sibling.file(), sibling.facts().key());
    }
    return names;
  }

  private static Siblings listed(Collection<Path> logs) throws IOException {
    Map<Path, Sibling> found = new LinkedHashMap<>();
    Set<String> names = new HashSet<>();
    Set<Path> directories = new HashSet<>();
    for (Path log : logs) {
      names.add(Paths.name(log));
      directories.add(Paths.directory(log));
    }
    for (Path directory : directories) {
      for (String name : names) {
        list(directory, name, found);
      }
    }
    Set<String> keys = new HashSet<>();
    return new Siblings(
        found.values().stream()
            .filter(sibling -> !isBeingCompressed(sibling, found))
            .filter(sibling -> keys.add(sibling.facts().key()))
            .toList());
  }

  private static boolean isBeingCompressed(Sibling sibling, Map<Path, Sibling> found) {
    return sibling.name().compressed()
        && found.containsKey(sibling.file().resolveSibling(sibling.name().plain()));
  }

  private static void list(Path directory, String log, Map<Path, Sibling> found)
      throws IOException {
    String stem = RotatedName.stem(log);
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(directory, file -> Paths.name(file).startsWith(stem))) {
      for (Path file : files) {
        Optional<RotatedName> name = RotatedName.of(log, Paths.name(file));
        Optional<FileFacts> facts = name.isEmpty() ? Optional.empty() : FileFacts.of(file);
        if (name.isPresent() && facts.isPresent() && facts.get().regular()) {
          found.putIfAbsent(file, new Sibling(file, facts.get(), name.get()));
        }
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      // A directory that is gone holds no siblings; the log itself is then missing too.
      return;
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  Optional<Sibling> withKey(String key) {
    return all.stream().filter(sibling -> sibling.facts().key().equals(key)).findFirst();
  }
}
