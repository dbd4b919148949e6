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
  private static final long SEMICOLONS = ONES * ';';

  /** Byte 7 - n of this is n. */
  private static final long PLACES = 0x0001020304050607L;

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
        return position + firstMarked(found);
      }
      position += Long.BYTES;
    }
  }

  /**
   * Where the next semicolon is, or the next line break where that comes first. There must be a
   * line break.
   */
  static int semicolonOrLineEnd(byte[] bytes, int from) {
    int position = from;
    while (true) {
      long word = word(bytes, position);
      long semicolons = word ^ SEMICOLONS;
      long breaks = word ^ NEWLINES;
      long found = (((semicolons - ONES) & ~semicolons) | ((breaks - ONES) & ~breaks)) & HIGH_BITS;
      if (found != 0) {
        return position + firstMarked(found);
      }
      position += Long.BYTES;
    }
  }

  /**
   * Which byte of a word is the first to have its high bit set. The compiler that GhostWatch runs
   * with makes a slow call of Long.numberOfTrailingZeros.
   */
  private static int firstMarked(long highBits) {
    return (int) ((((highBits & -highBits) >>> 7) * PLACES) >>> 56);
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
}
