package dev.ghostwatch.history.pack;

/** Reads what {@link ByteWriter} wrote. */
final class ByteReader {
  private final byte[] bytes;
  private int position;

  ByteReader(byte[] bytes) {
    this.bytes = bytes;
  }

  int get() {
    if (position >= bytes.length) {
      throw new DamagedBlockException("it ends in the middle, after " + position + " bytes");
    }
    return bytes[position++];
  }

  long varint() {
    long value = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      int b = get();
      value |= (b & 0x7fL) << shift;
      if (b >= 0) {
        return value;
      }
    }
    throw new DamagedBlockException("a number at byte " + position + " does not end");
  }

  /** A number that counts or measures something in this block. */
  int size(int most, String what) {
    long value = varint();
    if (value < 0 || value > most) {
      throw new DamagedBlockException(what + " is " + value + ", at most " + most + " is possible");
    }
    return (int) value;
  }

  long signed() {
    long value = varint();
    return (value >>> 1) ^ -(value & 1);
  }

  void skip(int count) {
    if (count > bytes.length - position) {
      throw new DamagedBlockException("a column is longer than the block");
    }
    position += count;
  }

  int position() {
    return position;
  }

  boolean atEnd() {
    return position == bytes.length;
  }
}
