package dev.ghostwatch.source.log.follow;

import java.io.IOException;
import java.util.zip.CRC32C;

/**
 * By what the bytes before an offset are recognised: checksums of the first and of the last of
 * them. Names and inodes change or are used again; a file that was emptied and has grown past the
 * offset is told from one that has only grown.
 *
 * @param headLength how many bytes of the beginning, {@value #SPAN} at most; they may reach beyond
 *     the offset; 0 when nothing has been seen of the file
 * @param tailLength how many bytes before the offset
 */
record Fingerprint(int headLength, int headChecksum, int tailLength, int tailChecksum) {
  static final int SPAN = 256;
  static final Fingerprint NONE = new Fingerprint(0, 0, 0, 0);

  Fingerprint {
    if (headLength > SPAN || tailLength > SPAN) {
      throw new IllegalArgumentException("a fingerprint is taken of " + SPAN + " bytes at most");
    }
  }

  /** Whether nothing was seen, so that any file would match. */
  boolean blank() {
    return headLength == 0;
  }

  static int checksum(byte[] bytes, int from, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, from, length);
    return (int) checksum.getValue();
  }

  /** Takes the fingerprint of what stands before an offset; empty when less stands there. */
  static Fingerprint of(ByteSource source, long offset) throws IOException {
    byte[] bytes = new byte[SPAN];
    int head = source.readFully(0, bytes, 0, SPAN);
    int headChecksum = checksum(bytes, 0, head);
    int length = (int) Math.min(SPAN, offset);
    int tail = source.readFully(offset - length, bytes, 0, length);
    return new Fingerprint(head, headChecksum, tail, checksum(bytes, 0, tail));
  }

  boolean matches(ByteSource source, long offset) throws IOException {
    return matchesHead(source) && matches(source, offset - tailLength, tailLength, tailChecksum);
  }

  boolean matchesHead(ByteSource source) throws IOException {
    return matches(source, 0, headLength, headChecksum);
  }

  private static boolean matches(ByteSource source, long position, int length, int checksum)
      throws IOException {
    byte[] bytes = new byte[length];
    return source.readFully(position, bytes, 0, length) == length
        && checksum(bytes, 0, length) == checksum;
  }
}
