package dev.ghostwatch.source.log.follow;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The files of a log in the order of their rotation, as far as they matter; the current one last.
 */
final class Lineage {
  /** Enough to recognise the order by, when most of the files have been deleted. */
  private static final int KEPT = 8;

  private final List<TrackedFile> files = new ArrayList<>();

  List<TrackedFile> files() {
    return List.copyOf(files);
  }

  /** The file read last; empty before the first. */
  Optional<TrackedFile> last() {
    return files.isEmpty() ? Optional.empty() : Optional.of(files.getLast());
  }

  /** All but the last. */
  List<TrackedFile> earlier() {
    return files.isEmpty() ? List.of() : List.copyOf(files.subList(0, files.size() - 1));
  }

  List<TrackedFile> before(TrackedFile file) {
    return List.copyOf(files.subList(0, files.indexOf(file)));
  }

  void add(TrackedFile file) {
    files.add(file);
  }

  void remove(TrackedFile file) {
    files.remove(file);
  }

  /** Makes a file the last that was there before, as when a link is set back. */
  void moveToEnd(TrackedFile file) {
    files.remove(file);
    files.add(file);
    file.cameBack();
  }

  void rotated() {
    earlier().forEach(TrackedFile::rotated);
  }

  /** Forgets settled files beyond the last ones, which are needed to find the next. */
  void trim() {
    int beyond = Math.max(0, files.size() - KEPT);
    files.subList(0, beyond).removeIf(TrackedFile::settled);
  }

  LogPlace place() {
    return new LogPlace(files.stream().map(TrackedFile::place).toList());
  }

  /** Closes all files; they are opened again where reading stopped. */
  void suspend() throws IOException {
    for (TrackedFile file : files) {
      file.suspend();
    }
  }
}
