package dev.ghostwatch.source.log.follow;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What stands at the path of the log at one moment.
 *
 * @param path the log's path
 * @param names the path and, where it is a link, its targets
 * @param facts empty when there is no file
 */
record PathLook(Path path, Set<Path> names, Optional<FileFacts> facts) {
  /**
   * Looks.
   *
   * @throws IOException also when it is something else than a file, a pipe for example
   */
  static PathLook at(Path path) throws IOException {
    Optional<FileFacts> facts = FileFacts.of(path);
    if (facts.isPresent() && !facts.get().regular()) {
      throw new IOException("not a regular file");
    }
    return new PathLook(path, Paths.withTargets(path), facts);
  }

  boolean shows(String key) {
    return facts.isPresent() && facts.get().key().equals(key);
  }

  /**
   * The rotated files.
   *
   * @param seen names the log had earlier, when its path was a link to another file
   */
  Siblings siblings(List<Path> seen) throws IOException {
    List<Path> logs = new ArrayList<>(names);
    for (Path name : seen) {
      if (RotatedName.of(Paths.name(path), Paths.name(name)).isEmpty()) {
        logs.add(name);
      }
    }
    return Siblings.of(logs);
  }
}
