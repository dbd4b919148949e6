package dev.ghostwatch.source.log.follow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;

/** The parts of absolute paths, and the links on the way to a file. */
final class Paths {
  private static final int LINKS_FOLLOWED = 40;

  private Paths() {}

  static Path directory(Path file) {
    return Objects.requireNonNullElse(file.getParent(), file);
  }

  static String name(Path file) {
    return Objects.requireNonNullElse(file.getFileName(), file).toString();
  }

  /** The path itself, and where it is a link what it points to, and so on. */
  static Set<Path> withTargets(Path file) throws IOException {
    Set<Path> paths = new LinkedHashSet<>();
    Path path = file;
    while (paths.size() < LINKS_FOLLOWED && paths.add(path) && Files.isSymbolicLink(path)) {
      path = directory(path).resolve(Files.readSymbolicLink(path)).normalize();
    }
    return paths;
  }
}
