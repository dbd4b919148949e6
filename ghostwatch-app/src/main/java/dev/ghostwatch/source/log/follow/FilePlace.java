package dev.ghostwatch.source.log.follow;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far one file has been read.
 *
 * @param key device and inode
 * @param offset of the first byte not yet delivered, uncompressed
 * @param modified when it was last seen modified, nanoseconds since 1970
 * @param insideCutLine whether the rest of a line that was cut comes next
 * @param settled whether the file is done with: read to its end and not written to any more
 * @param path where it was last seen
 */
record FilePlace(
    String key,
    long offset,
    Fingerprint fingerprint,
    long modified,
    boolean insideCutLine,
    boolean settled,
    Path path) {
  private static final Pattern TEXT =
      Pattern.compile(
          "(\\d{1,20}:\\d{1,20}),(\\d{1,18}),(\\d{1,3}):([0-9a-f]{8}),(\\d{1,3}):([0-9a-f]{8}),"
              + "(-?\\d{1,19}),([cs]*),([^,]+)");

  FilePlace {
    if (fingerprint.tailLength() > offset) {
      throw new IllegalArgumentException("more bytes before the offset than there can be");
    }
  }

  FilePlace asSettled() {
    return new FilePlace(key, offset, fingerprint, modified, insideCutLine, true, path);
  }

  String text() {
    return String.join(
        ",",
        key,
        Long.toString(offset),
        part(fingerprint.headLength(), fingerprint.headChecksum()),
        part(fingerprint.tailLength(), fingerprint.tailChecksum()),
        Long.toString(modified),
        (insideCutLine ? "c" : "") + (settled ? "s" : ""),
        URLEncoder.encode(path.toString(), StandardCharsets.UTF_8));
  }

  private static String part(int length, int checksum) {
    return "%d:%08x".formatted(length, checksum);
  }

  /**
   * Reads the text form.
   *
   * @throws IllegalArgumentException when it is none
   */
  static FilePlace parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not the place in a file: " + text);
    }
    String flags = matcher.group(8);
    return new FilePlace(
        matcher.group(1),
        Long.parseLong(matcher.group(2)),
        new Fingerprint(
            Integer.parseInt(matcher.group(3)),
            Integer.parseUnsignedInt(matcher.group(4), 16),
            Integer.parseInt(matcher.group(5)),
            Integer.parseUnsignedInt(matcher.group(6), 16)),
        Long.parseLong(matcher.group(7)),
        flags.contains("c"),
        flags.contains("s"),
        Path.of(URLDecoder.decode(matcher.group(9), StandardCharsets.UTF_8)));
  }
}
