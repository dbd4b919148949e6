package dev.ghostwatch.source.log.follow;

import java.io.IOException;
import java.nio.file.Path;

/** The places at which following begins. */
final class StartPlaces {
  private static final int LOOKED_AT_ONCE = 8192;

  private StartPlaces() {}

  static FilePlace beginning(Path path, FileFacts facts) {
    return new FilePlace(facts.key(), 0, Fingerprint.NONE, facts.modified(), false, false, path);
  }

  /** The place of a file that is not to be read. */
  static FilePlace known(Sibling sibling, Fingerprint fingerprint) {
    FileFacts facts = sibling.facts();
    return new FilePlace(
        facts.key(), 0, fingerprint, facts.modified(), false, true, sibling.file());
  }

  /** The place behind the last whole line. */
  static FilePlace end(Path path, FileFacts facts, int longestLine) throws IOException {
    try (ByteSource source = PlainLog.open(path, facts.key())) {
      long end = facts.size();
      byte[] bytes = new byte[LOOKED_AT_ONCE];
      while (end > 0 && facts.size() - end < longestLine) {
        int length = (int) Math.min(end, bytes.length);
        int read = source.readFully(end - length, bytes, 0, length);
        for (int at = read - 1; at >= 0; at--) {
          if (bytes[at] == '\n') {
            return place(path, facts, source, end - length + at + 1, false);
          }
        }
        end -= length;
      }
      return end == 0
          ? place(path, facts, source, 0, false)
          : place(path, facts, source, facts.size(), true);
    }
  }

  private static FilePlace place(
      Path path, FileFacts facts, ByteSource source, long offset, boolean insideCutLine)
      throws IOException {
    return new FilePlace(
        facts.key(),
        offset,
        Fingerprint.of(source, offset),
        facts.modified(),
        insideCutLine,
        false,
        path);
  }
}
