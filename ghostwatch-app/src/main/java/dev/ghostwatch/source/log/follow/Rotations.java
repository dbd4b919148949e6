package dev.ghostwatch.source.log.follow;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Finds files again after a rotation, and tells which one comes next.
 *
 * @param siblings the rotated files at this moment
 * @param look what stood at the path a moment before
 */
record Rotations(Siblings siblings, PathLook look) {

  static Rotations of(PathLook look, List<TrackedFile> lineage) throws IOException {
    List<Path> seen = lineage.stream().map(tracked -> tracked.place().path()).toList();
    return new Rotations(look.siblings(seen), look);
  }

  /** The file at the path; must be there. */
  Sibling present() {
    return new Sibling(
        look.path(),
        look.facts().orElseThrow(() -> new IllegalStateException("BUG: no file at the path")),
        unranked(look.path()));
  }

  private static RotatedName unranked(Path file) {
    return new RotatedName(Paths.name(file), RotatedName.Kind.OTHER, "", false);
  }

  /** Where a file's contents are now, under its own name, another, or as a copy or archive. */
  Optional<Sibling> locate(TrackedFile tracked) throws IOException {
    FilePlace place = tracked.place();
    if (look.shows(place.key()) && (tracked.isOpen() || present().continues(place))) {
      return Optional.of(present());
    }
    String known = tracked.knownAs();
    Optional<Sibling> recognised = known == null ? Optional.empty() : siblings.withKey(known);
    if (recognised.isPresent() && recognised.get().beginsLike(place)) {
      return recognised;
    }
    Optional<Sibling> renamed = siblings.withKey(place.key());
    if (renamed.isEmpty()) {
      renamed = atLastPath(place);
    }
    if (renamed.isPresent() && (tracked.isOpen() || renamed.get().continues(place))) {
      tracked.knownAs(renamed.get().facts().key());
      return renamed;
    }
    Optional<Sibling> copy = copyOf(place);
    copy.ifPresent(found -> tracked.knownAs(found.facts().key()));
    return copy;
  }

  private static Optional<Sibling> atLastPath(FilePlace place) throws IOException {
    return FileFacts.of(place.path())
        .filter(facts -> facts.regular() && facts.key().equals(place.key()))
        .map(facts -> new Sibling(place.path(), facts, unranked(place.path())));
  }

  /** A copy or archive that holds what was read, and perhaps more. */
  Optional<Sibling> copyOf(FilePlace place) throws IOException {
    if (place.fingerprint().blank()) {
      return Optional.empty();
    }
    Optional<Sibling> ranked = firstContinuing(place, sibling -> sibling.name().ranked());
    return ranked.isPresent()
        ? ranked
        : firstContinuing(place, sibling -> !sibling.name().ranked());
  }

  private Optional<Sibling> firstContinuing(FilePlace place, Predicate<Sibling> which)
      throws IOException {
    for (Sibling sibling : siblings.all()) {
      if (which.test(sibling) && !look.shows(sibling.facts().key()) && sibling.continues(place)) {
        return Optional.of(sibling);
      }
    }
    return Optional.empty();
  }

  /** The file itself under a name that has nothing in common with its old one. */
  static Optional<Sibling> anywhereIn(Path directory, FilePlace place) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        Optional<FileFacts> facts = FileFacts.of(file);
        if (facts.isPresent() && facts.get().regular() && facts.get().key().equals(place.key())) {
          Sibling sibling = new Sibling(file, facts.get(), unranked(file));
          return sibling.continues(place) ? Optional.of(sibling) : Optional.empty();
        }
      }
      return Optional.empty();
    } catch (NoSuchFileException e) {
      // No directory, no file.
      return Optional.empty();
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  /**
   * What is to be read after the files of the lineage: the oldest rotated file younger than all of
   * them, else the file at the path; empty when there is neither.
   */
  Optional<Sibling> next(List<TrackedFile> lineage) throws IOException {
    for (TrackedFile tracked : lineage.reversed()) {
      Optional<Sibling> anchor = locate(tracked);
      if (anchor.isPresent()) {
        return look.shows(anchor.get().facts().key())
            ? anchor
            : oldest(sibling -> sibling.youngerThan(anchor.get()));
      }
    }
    if (lineage.isEmpty()) {
      // Rotated files that were there at the start would be in it: all there are now are younger.
      return oldest(_ -> true);
    }
    long modified = lineage.getLast().place().modified();
    return oldest(sibling -> sibling.facts().modified() > modified);
  }

  private Optional<Sibling> oldest(Predicate<Sibling> which) throws IOException {
    Sibling oldest = null;
    for (Sibling sibling : siblings.all()) {
      if (sibling.name().ranked()
          && which.test(sibling)
          && !look.shows(sibling.facts().key())
          && (oldest == null || oldest.youngerThan(sibling))
          && !isCopyOfPresent(sibling)) {
        oldest = sibling;
      }
    }
    return oldest == null ? look.facts().map(_ -> present()) : Optional.of(oldest);
  }

  /**
   * Whether the file at the path begins with all that the sibling holds: it is being copied, to be
   * emptied afterwards. Its lines are read where they were written, as the copy is not complete.
   */
  private boolean isCopyOfPresent(Sibling sibling) throws IOException {
    if (sibling.name().compressed() || look.facts().isEmpty()) {
      return false;
    }
    // Looked at anew: both may have grown since, and only once it is empty the copy is complete.
    long originalSize = FileFacts.of(look.path()).map(FileFacts::size).orElse(0L);
    if (sibling.facts().size() == 0) {
      return originalSize > 0;
    }
    try (ByteSource copy = sibling.open(true);
        ByteSource original = present().open(true)) {
      long size = sibling.facts().size();
      return Fingerprint.of(copy, size).matches(original, size);
    }
  }

  /** The youngest rotated file there is. */
  Optional<Sibling> youngest() {
    Sibling youngest = null;
    for (Sibling sibling : siblings.all()) {
      if (sibling.name().ranked()
          && !look.shows(sibling.facts().key())
          && (youngest == null || sibling.youngerThan(youngest))) {
        youngest = sibling;
      }
    }
    return Optional.ofNullable(youngest);
  }
}
