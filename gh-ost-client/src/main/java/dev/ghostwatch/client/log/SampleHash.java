package dev.ghostwatch.client.log;

import java.util.zip.CRC32;

/** Makes numbers that differ for status lines of different texts with all but certainty. */
final class SampleHash {

  private static final long FACTOR = 0x9E3779B97F4A7C15L;

  /** The JVM has this one in machine code, even without an optimising compiler. */
  private final CRC32 crc = new CRC32();

  /**
   * Two texts that differ and have one hash would have to agree in their length, in their check sum
   * and, but for a chance in 2^64, in both figures.
   *
   * @param total of the sample, as are the rows: both are part of its text
   */
  long of(byte[] bytes, int from, int to, long total, long rows) {
    crc.reset();
    crc.update(bytes, from, to - from);
    long hash = crc.getValue() << 32 | (to - from);
    hash = (hash ^ total) * FACTOR;
    hash = (hash ^ hash >>> 32 ^ rows) * FACTOR;
    return hash ^ hash >>> 29;
  }
}
