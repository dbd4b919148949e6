package dev.ghostwatch.source.log.follow;

import java.io.IOException;
import java.nio.file.Path;

/** A file that may hold earlier lines of the log. */
record Sibling(Path file, FileFacts facts, RotatedName name) {
  /** By name where names tell, else by the time of the last change. */
  boolean youngerThan(Sibling other) {
    int byName = name.youngerThan(other.name);
    return byName == 0 ? facts.modified() > other.facts.modified() : byName > 0;
  }

  /** Opens it for reading; a damaged archive is then either an error or ends early. */
  ByteSource open(boolean tolerant) throws IOException {
    return name.compressed()
        ? new ArchivedLog(file, facts.key(), tolerant)
        : PlainLog.open(file, facts.key());
  }

  /** Whether it begins as the file of a place did, which is enough for one already recognised. */
  boolean beginsLike(FilePlace place) throws IOException {
    try (ByteSource source = open(true)) {
      return place.fingerprint().matchesHead(source);
    }
  }

  /** Whether what a place was taken in can be read on here. */
  boolean continues(FilePlace place) throws IOException {
    if (!name.compressed() && facts.size() < place.offset()) {
      return false;
    }
    try (ByteSource source = open(true)) {
      return place.fingerprint().matches(source, place.offset());
    }
  }
}
