package dev.ghostwatch.source.discovery;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Lists the paths that match patterns, each directory read once and nothing opened. What is known
 * to be a listening socket is not looked at any more.
 *
 * @param listening who listens where
 * @param leftovers whether to list files of names that nobody listens at
 */
record SocketScanner(Listening listening, boolean leftovers) {

  /**
   * What was found, in the order of the patterns and by name, and the directories that could not be
   * listed.
   */
  record Scan(List<SocketCandidate> candidates, List<Path> unreadableDirectories) {}

  Scan scan(List<String> globs) {
    Set<Path> paths = new LinkedHashSet<>();
    Set<Path> unreadable = new LinkedHashSet<>();
    for (String glob : globs) {
      expand(glob, paths, unreadable);
    }
    List<SocketCandidate> candidates = new ArrayList<>(paths.size());
    for (Path path : paths) {
      candidates.add(
          listening.paths().contains(path) && !SocketCandidate.isTooLong(path)
              ? new SocketCandidate(path, SocketCandidate.Kind.SOCKET)
              : SocketCandidate.look(path));
    }
    return new Scan(candidates, List.copyOf(unreadable));
  }

  private void expand(String glob, Set<Path> paths, Set<Path> unreadable) {
    List<Path> reached =
        List.of(glob.startsWith("/") ? Path.of("/") : Path.of("").toAbsolutePath());
    boolean isListed = false;
    for (int start = 0; start < glob.length(); ) {
      int slash = glob.indexOf('/', start);
      int end = slash < 0 ? glob.length() : slash;
      GlobPattern part = new GlobPattern(glob.substring(start, end));
      start = end + 1;
      if (part.pattern().isEmpty()) {
        continue;
      }
      isListed = part.hasWildcard();
      boolean isLast = start >= glob.length();
      reached = isListed ? listAll(reached, part, isLast, unreadable) : resolveAll(reached, part);
    }
    for (Path path : reached) {
      // What stands behind the last wildcard has not been seen yet.
      if (isListed || Files.exists(path)) {
        paths.add(path);
      }
    }
  }

  private static List<Path> resolveAll(List<Path> directories, GlobPattern part) {
    List<Path> resolved = new ArrayList<>(directories.size());
    for (Path directory : directories) {
      resolved.add(directory.resolve(RawPath.of(part.pattern())));
    }
    return resolved;
  }

  private List<Path> listAll(
      List<Path> directories, GlobPattern part, boolean isLast, Set<Path> unreadable) {
    List<Path> matches = new ArrayList<>();
    for (Path directory : directories) {
      List<Path> found = new ArrayList<>();
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
        for (Path entry : entries) {
          Path name = entry.getFileName();
          if (name != null
              && (leftovers || !isLast || listening.isKnownName(name))
              && part.matches(name.toString())) {
            found.add(entry);
          }
        }
      } catch (NoSuchFileException | NotDirectoryException _) {
        // Nothing there, so nothing to list.
        continue;
      } catch (IOException | DirectoryIteratorException _) {
        unreadable.add(directory);
      }
      found.sort(null);
      matches.addAll(found);
    }
    return matches;
  }
}
