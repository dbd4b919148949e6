package dev.ghostwatch.history.pack;

import dev.ghostwatch.model.history.Column;

/**
 * One series in few bytes: which values are known, then their differences, in whichever of three
 * forms comes out shortest, divided by what divides them all. Deflate does the rest.
 */
final class SeriesCodec {
  /** Every value is the same. */
  private static final int CONSTANT = 0;

  /** Each value less the one before: counters, figures that wander. */
  private static final int DELTA = 1;

  /** Each difference less the one before: what moves evenly. */
  private static final int DELTA_OF_DELTA = 2;

  /** Each value less the least: noise. */
  private static final int OFFSET = 3;

  private SeriesCodec() {}

  static void write(long[] values, ByteWriter out) {
    long[] known = presence(values, out);
    if (known.length == 0) {
      return;
    }
    long least = known[0];
    long divisor = 0;
    for (long value : known) {
      least = Math.min(least, value);
      divisor = gcd(divisor, value - known[0]);
    }
    if (divisor == 0) {
      out.put(CONSTANT);
      out.signed(known[0]);
      return;
    }
    int form = shortest(known, least, divisor);
    out.put(form);
    out.varint(divisor);
    long base = form == OFFSET ? least : known[0];
    out.signed(base);
    long before = base;
    long difference = 0;
    for (long value : known) {
      switch (form) {
        case OFFSET -> out.varint((value - base) / divisor);
        case DELTA -> out.signed((value - before) / divisor);
        default -> {
          long now = (value - before) / divisor;
          out.signed(now - difference);
          difference = now;
        }
      }
      before = value;
    }
  }

  /** The values, {@link Column#UNKNOWN} where none is known. */
  static long[] read(ByteReader in, int length) {
    long[] values = new long[length];
    boolean[] unknown = unknown(in, length);
    int first = 0;
    while (first < length && unknown[first]) {
      values[first++] = Column.UNKNOWN;
    }
    if (first == length) {
      return values;
    }
    int form = in.get();
    if (form == CONSTANT) {
      long value = in.signed();
      for (int i = first; i < length; i++) {
        values[i] = unknown[i] ? Column.UNKNOWN : value;
      }
      return values;
    }
    if (form < CONSTANT || form > OFFSET) {
      throw new DamagedBlockException("a column has form " + form + ", which is not known");
    }
    long divisor = in.varint();
    long base = in.signed();
    long before = base;
    long difference = 0;
    for (int i = first; i < length; i++) {
      if (unknown[i]) {
        values[i] = Column.UNKNOWN;
        continue;
      }
      switch (form) {
        case OFFSET -> values[i] = base + in.varint() * divisor;
        case DELTA -> values[i] = before + in.signed() * divisor;
        default -> {
          difference += in.signed();
          values[i] = before + difference * divisor;
        }
      }
      before = values[i];
    }
    return values;
  }

  /** Writes the lengths of the known and unknown stretches in turn; gives the known values. */
  private static long[] presence(long[] values, ByteWriter out) {
    int stretches = 0;
    int known = 0;
    boolean inKnown = true;
    for (long value : values) {
      boolean isKnown = value != Column.UNKNOWN;
      if (isKnown != inKnown) {
        stretches++;
        inKnown = isKnown;
      }
      known += isKnown ? 1 : 0;
    }
    out.varint(stretches);
    if (stretches == 0) {
      return values;
    }
    long[] kept = new long[known];
    int next = 0;
    int begin = 0;
    inKnown = true;
    for (int i = 0; i < values.length; i++) {
      boolean isKnown = values[i] != Column.UNKNOWN;
      if (isKnown != inKnown) {
        out.varint(i - begin);
        begin = i;
        inKnown = isKnown;
      }
      if (isKnown) {
        kept[next++] = values[i];
      }
    }
    return kept;
  }

  private static boolean[] unknown(ByteReader in, int length) {
    boolean[] unknown = new boolean[length];
    int stretches = in.size(length, "the number of gaps");
    int at = 0;
    boolean inUnknown = false;
    for (int i = 0; i < stretches; i++) {
      int end = at + in.size(length - at, "the length of a gap");
      for (; at < end; at++) {
        unknown[at] = inUnknown;
      }
      inUnknown = !inUnknown;
    }
    for (; at < length; at++) {
      unknown[at] = inUnknown;
    }
    return unknown;
  }

  /** The form whose numbers have the fewest bits. */
  private static int shortest(long[] known, long least, long divisor) {
    long delta = 0;
    long deltaOfDelta = 0;
    long offset = 0;
    long before = known[0];
    long difference = 0;
    for (long value : known) {
      long now = (value - before) / divisor;
      delta += bits(ByteWriter.zigzag(now));
      deltaOfDelta += bits(ByteWriter.zigzag(now - difference));
      offset += bits((value - least) / divisor);
      difference = now;
      before = value;
    }
    if (delta <= deltaOfDelta && delta <= offset) {
      return DELTA;
    }
    return deltaOfDelta <= offset ? DELTA_OF_DELTA : OFFSET;
  }

  private static int bits(long value) {
    return 64 - Long.numberOfLeadingZeros(value);
  }

  private static long gcd(long a, long b) {
    long x = Math.abs(a);
    long y = Math.abs(b);
    if (x == 1) {
      return 1;
    }
    while (y != 0) {
      long rest = x % y;
      x = y;
      y = rest;
    }
    return x;
  }
}
