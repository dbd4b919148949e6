package dev.ghostwatch.client.log;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Looks at eight bytes of a buffer at a time. */
final class Bytes {

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long NEWLINES = ONES * '\n';
  private static final long HASH_FACTOR = 0x9E3779B97F4A7C15L;

  private Bytes() {}

  /** The eight bytes from the position on, the first in the lowest bits. */
  static long word(byte[] bytes, int position) {
    return (long) LONG.get(bytes, position);
  }

  /** At most eight ASCII characters as {@link #word} reads them. */
  static long literal(String text) {
    long word = 0;
    for (int i = 0; i < text.length(); i++) {
      word |= (long) text.charAt(i) << (8 * i);
    }
    return word;
  }

  /** The bits of a word that hold its first so many bytes. */
  static long mask(int bytes) {
    return bytes == Long.BYTES ? -1L : (1L << (8 * bytes)) - 1;
  }

  /** Where the next line break is. There must be one: the scanner puts one behind the last line. */
  static int lineEnd(byte[] bytes, int from) {
    int position = from;
    while (true) {
      long word = word(bytes, position) ^ NEWLINES;
      long found = (word - ONES) & ~word & HIGH_BITS;
      if (found != 0) {
        return position + (Long.numberOfTrailingZeros(found) >>> 3);
      }
      position += Long.BYTES;
    }
  }

  /** Whether any of the eight bytes is less than a blank or is DEL; may be wrong in saying yes. */
  static boolean mayHaveControls(long word) {
    long low = (word - ONES * ' ') & ~word;
    long del = word ^ (ONES * 0x7f);
    return ((low | ((del - ONES) & ~del)) & HIGH_BITS) != 0;
  }

  /** Whether the text stands at the position; reads nothing behind the text. */
  static boolean startsWith(byte[] bytes, int position, int end, byte[] text) {
    if (end - position < text.length) {
      return false;
    }
    for (int i = 0; i < text.length; i++) {
      if (bytes[position + i] != text[i]) {
        return false;
      }
    }
    return true;
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** A number that differs for different texts with all but certainty. */
  static long hash(byte[] bytes, int from, int to) {
    long hash = (long) to - from;
    int position = from;
    for (; position + Long.BYTES <= to; position += Long.BYTES) {
      hash = mix(hash, word(bytes, position));
    }
    if (position < to) {
      hash = mix(hash, word(bytes, position) & mask(to - position));
    }
    return hash ^ (hash >>> 29);
  }

  private static long mix(long hash, long word) {
    return Long.rotateLeft((hash ^ word) * HASH_FACTOR, 27);
  }
}
