package dev.ghostwatch.history.pack;

import dev.ghostwatch.model.history.Column;
import java.util.Arrays;

/**
 * One series in few bytes: which values are known, then their differences, in whichever of four
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

  /** Each value less where a straight line from the first to the last would be: a clock's ticks. */
  private static final int LINE = 4;

  private SeriesCodec() {}

  static void write(long[] values, ByteWriter out) {
    long[] known = presence(values, out);
    if (known.length > 0) {
      numbers(runs(known, out), out);
    }
  }

  /**
   * A value that stands for a while is written once, with how long it stands: figures that are
   * looked at every five seconds stand in five samples. Gives the values that are left to write.
   */
  private static long[] runs(long[] known, ByteWriter out) {
    int runs = 1;
    for (int i = 1; i < known.length; i++) {
      runs += known[i] == known[i - 1] ? 0 : 1;
    }
    if (runs == 1 || runs > known.length / 2) {
      out.varint(0);
      return runs == 1 ? new long[] {known[0]} : known;
    }
    out.varint(runs);
    long[] standing = new long[runs];
    int run = 0;
    int begin = 0;
    for (int i = 1; i <= known.length; i++) {
      if (i == known.length || known[i] != known[begin]) {
        standing[run++] = known[begin];
        out.varint(i - begin);
        begin = i;
      }
    }
    return standing;
  }

  private static void numbers(long[] values, ByteWriter out) {
    long least = values[0];
    long divisor = 0;
    for (long value : values) {
      least = Math.min(least, value);
      divisor = gcd(divisor, value - values[0]);
    }
    if (divisor == 0) {
      out.put(CONSTANT);
      out.signed(values[0]);
      return;
    }
    int form = shortest(values, least, divisor);
    out.put(form);
    if (form == LINE) {
      line(values, out);
      return;
    }
    out.varint(divisor);
    long base = form == OFFSET ? least : values[0];
    out.signed(base);
    long before = base;
    long difference = 0;
    for (long value : values) {
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

  private static void line(long[] values, ByteWriter out) {
    long slope = slope(values);
    out.signed(values[0]);
    out.signed(slope);
    for (int i = 0; i < values.length; i++) {
      out.signed(values[i] - (values[0] + i * slope));
    }
  }

  private static long slope(long[] values) {
    return (values[values.length - 1] - values[0]) / Math.max(1, values.length - 1);
  }

  /** The values, {@link Column#UNKNOWN} where none is known. */
  static long[] read(ByteReader in, int length) {
    boolean[] unknown = unknown(in, length);
    int known = 0;
    for (boolean isUnknown : unknown) {
      known += isUnknown ? 0 : 1;
    }
    long[] numbers = known == 0 ? new long[0] : numbers(in, known);
    if (known == length) {
      return numbers;
    }
    long[] values = new long[length];
    int next = 0;
    for (int i = 0; i < length; i++) {
      values[i] = unknown[i] ? Column.UNKNOWN : numbers[next++];
    }
    return values;
  }

  private static long[] numbers(ByteReader in, int known) {
    int runs = in.size(known, "the number of runs");
    if (runs == 0) {
      return plainNumbers(in, known);
    }
    int[] lengths = new int[runs];
    int all = 0;
    for (int i = 0; i < runs; i++) {
      lengths[i] = in.size(known - all, "the length of a run");
      all += lengths[i];
    }
    if (all != known) {
      throw new DamagedBlockException("its runs have " + all + " values, not " + known);
    }
    long[] standing = plainNumbers(in, runs);
    long[] values = new long[known];
    int next = 0;
    for (int i = 0; i < runs; i++) {
      Arrays.fill(values, next, next + lengths[i], standing[i]);
      next += lengths[i];
    }
    return values;
  }

  private static long[] plainNumbers(ByteReader in, int count) {
    long[] values = new long[count];
    int form = in.get();
    if (form == CONSTANT) {
      Arrays.fill(values, in.signed());
      return values;
    }
    if (form == LINE) {
      long first = in.signed();
      long slope = in.signed();
      for (int i = 0; i < count; i++) {
        values[i] = first + i * slope + in.signed();
      }
      return values;
    }
    if (form < CONSTANT || form > LINE) {
      throw new DamagedBlockException("a column has form " + form + ", which is not known");
    }
    long divisor = in.varint();
    long base = in.signed();
    long before = base;
    long difference = 0;
    for (int i = 0; i < count; i++) {
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
  private static int shortest(long[] values, long least, long divisor) {
    long delta = 0;
    long deltaOfDelta = 0;
    long offset = 0;
    long line = 0;
    long before = values[0];
    long difference = 0;
    long slope = slope(values);
    for (int i = 0; i < values.length; i++) {
      long value = values[i];
      long now = (value - before) / divisor;
      delta += bits(ByteWriter.zigzag(now));
      deltaOfDelta += bits(ByteWriter.zigzag(now - difference));
      offset += bits((value - least) / divisor);
      line += bits(ByteWriter.zigzag(value - (values[0] + i * slope)));
      difference = now;
      before = value;
    }
    long fewest = Math.min(Math.min(delta, deltaOfDelta), Math.min(offset, line));
    if (fewest == delta) {
      return DELTA;
    }
    if (fewest == offset) {
      return OFFSET;
    }
    return fewest == line ? LINE : DELTA_OF_DELTA;
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
