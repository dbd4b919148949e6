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
      long start = lastLine(source, facts.size(), longestLine);
      return facts.size() - start > longestLine
          ? place(path, facts, source, facts.size(), true)
          : place(path, facts, source, start, false);
    }
  }

  /** Where the last line begins that has no end yet; looks little further than a line is long. */
  private static long lastLine(ByteSource source, long size, int longestLine) throws IOException {
    byte[] bytes = new byte[LOOKED_AT_ONCE];
    long end = size;
    while (end > 0 && size - end <= longestLine) {
      int length = (int) Math.min(end, bytes.length);
      int read = source.readFully(end - length, bytes, 0, length);
      for (int at = read - 1; at >= 0; at--) {
        if (bytes[at] == '\n') {
          return end - length + at + 1;
        }
      }
      end -= length;
    }
    return end;
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
