package dev.ghostwatch.history.pack;

import java.util.Arrays;

/** Bytes that grow, with numbers in as many bytes as they need. */
final class ByteWriter {
  private byte[] bytes;
  private int length;

  ByteWriter(int expected) {
    bytes = new byte[expected];
  }

  void put(int value) {
    room(1);
    bytes[length++] = (byte) value;
  }

  /** Seven bits a byte, the lowest first; a negative number takes ten bytes. */
  void varint(long value) {
    room(10);
    long left = value;
    while ((left & ~0x7fL) != 0) {
      bytes[length++] = (byte) ((left & 0x7f) | 0x80);
      left >>>= 7;
    }
    bytes[length++] = (byte) left;
  }

  /** Small numbers of either sign take few bytes. */
  void signed(long value) {
    varint(zigzag(value));
  }

  static long zigzag(long value) {
    return (value << 1) ^ (value >> 63);
  }

  void all(ByteWriter other) {
    room(other.length);
    System.arraycopy(other.bytes, 0, bytes, length, other.length);
    length += other.length;
  }

  int length() {
    return length;
  }

  void clear() {
    length = 0;
  }

  byte[] array() {
    return bytes;
  }

  private void room(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
