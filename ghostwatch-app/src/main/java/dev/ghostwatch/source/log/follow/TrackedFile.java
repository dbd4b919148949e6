package dev.ghostwatch.source.log.follow;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A file of the log's past or present, and the reader in it while it may still grow. */
final class TrackedFile {
  private FilePlace place;
  private @Nullable LineReader reader;
  private boolean copy;
  private @Nullable String knownAs;
  private boolean linked = true;
  private int rotationsSinceGrowth;
  private Instant grownAt;

  TrackedFile(FilePlace place, Instant now) {
    this.place = place;
    this.grownAt = now;
  }

  FilePlace place() {
    return place;
  }

  String key() {
    return place.key();
  }

  boolean settled() {
    return place.settled();
  }

  boolean isOpen() {
    return reader != null;
  }

  /** Whether it is a copy or an archive, which will not grow. */
  boolean isCopy() {
    return copy;
  }

  boolean isBlank() {
    return reader != null ? reader.blank() : place.fingerprint().blank();
  }

  /** The sibling in which this file's contents were found; null when none was. */
  @Nullable String knownAs() {
    return knownAs;
  }

  void knownAs(String key) {
    knownAs = key;
  }

  /** Goes on reading here, at the place reached, in this file or in a copy of it. */
  void open(Sibling sibling, boolean tolerant, FollowOptions options) throws IOException {
    ByteSource source = sibling.open(tolerant);
    try {
      reader = LineReader.open(source, place.offset(), place.insideCutLine(), options);
    } catch (IOException e) {
      source.close();
      throw e;
    }
    copy = sibling.name().compressed() || !sibling.facts().key().equals(place.key());
    place =
        new FilePlace(
            sibling.facts().key(),
            place.offset(),
            place.fingerprint(),
            Math.max(place.modified(), sibling.facts().modified()),
            place.insideCutLine(),
            false,
            sibling.file());
  }

  LineReader.Found read(Instant now) throws IOException {
    LineReader.Found found;
    try {
      found = opened().read();
    } catch (IOException e) {
      suspend();
      throw e;
    }
    if (found instanceof LineReader.Found.Lines) {
      grownAt = now;
      rotationsSinceGrowth = 0;
    }
    refresh();
    return found;
  }

  private LineReader opened() {
    LineReader now = reader;
    if (now == null) {
      throw new IllegalStateException("BUG: reading a file that is not open: " + place.path());
    }
    return now;
  }

  private void refresh() {
    LineReader now = opened();
    // Of a blank reader the place may know more: by what the file began when it was read before.
    if (!now.blank()) {
      place =
          new FilePlace(
              place.key(),
              now.offset(),
              now.fingerprint(),
              place.modified(),
              now.insideCutLine(),
              false,
              place.path());
    }
  }

  /** Notes where the file was seen, and when it was modified. */
  void seenAt(Path path, long modified) {
    if (!path.equals(place.path()) || modified > place.modified()) {
      place =
          new FilePlace(
              place.key(),
              place.offset(),
              place.fingerprint(),
              Math.max(modified, place.modified()),
              place.insideCutLine(),
              place.settled(),
              path);
    }
  }

  boolean isLinked() {
    return linked;
  }

  /** Notes that the file has no name any more, or none where it is looked for. */
  void unlinked() {
    linked = false;
  }

  /** Notes that the file stands at the log's path again. */
  void cameBack() {
    linked = true;
    rotationsSinceGrowth = 0;
  }

  void rotated() {
    rotationsSinceGrowth++;
  }

  int rotationsSinceGrowth() {
    return rotationsSinceGrowth;
  }

  Instant grownAt() {
    return grownAt;
  }

  /** What is wrong with the archive that is read; null when nothing is. */
  @Nullable String damage() {
    return reader != null && reader.source() instanceof ArchivedLog archive
        ? archive.damage()
        : null;
  }

  /** Is done with the file; returns the line at its end that has no newline. */
  List<LogLine> settle() throws IOException {
    Optional<LogLine> remainder = Optional.empty();
    if (reader != null) {
      remainder = reader.remainder();
      refresh();
    }
    suspend();
    place = place.asSettled();
    return remainder.stream().toList();
  }

  /** Takes a read back: what it found will be read again. */
  void rewind(FilePlace before) throws IOException {
    suspend();
    place = before;
  }

  /** Closes the file; it can be opened again where reading stopped. */
  void suspend() throws IOException {
    LineReader now = reader;
    reader = null;
    copy = false;
    if (now != null) {
      now.close();
    }
  }
}
