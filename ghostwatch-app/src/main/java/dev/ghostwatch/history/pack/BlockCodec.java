package dev.ghostwatch.history.pack;

import dev.ghostwatch.model.history.Column;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Packs blocks into bytes and reads them back, exactly. A block names its columns by their codes:
 * one written before a figure existed reads as unknown there, and figures that this program does
 * not know are kept.
 *
 * <p>Form: a byte for the form itself, the inflated length, then deflated: how many points, their
 * times, and each series as tag, length in bytes, content. One thread at a time.
 */
public final class BlockCodec implements AutoCloseable {
  private static final int FORM = 1;
  private static final int LONGEST = 64 << 20;
  private static final int MOST_POINTS = 1 << 20;

  private final Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
  private final Inflater inflater = new Inflater(true);
  private final ByteWriter plain = new ByteWriter(1 << 16);
  private final ByteWriter one = new ByteWriter(1 << 14);
  private byte[] packed = new byte[1 << 16];

  /** One thread's codec. */
  public BlockCodec() {
    // What is packed is small differences more than repetitions.
    deflater.setStrategy(Deflater.FILTERED);
  }

  /** Packs a block. */
  public byte[] encode(Block block) {
    plain.clear();
    plain.varint(block.size());
    SeriesCodec.write(block.times(), plain);
    for (Map.Entry<Integer, long[]> series : Spread.narrow(block.series()).entrySet()) {
      one.clear();
      SeriesCodec.write(series.getValue(), one);
      plain.varint(series.getKey());
      plain.varint(one.length());
      plain.all(one);
    }
    ByteWriter out = new ByteWriter(plain.length() / 2 + 64);
    out.put(FORM);
    out.varint(plain.length());
    int head = out.length();
    deflater.reset();
    deflater.setInput(plain.array(), 0, plain.length());
    deflater.finish();
    int length = 0;
    while (!deflater.finished()) {
      if (length == packed.length) {
        packed = Arrays.copyOf(packed, packed.length * 2);
      }
      length += deflater.deflate(packed, length, packed.length - length);
    }
    byte[] bytes = new byte[head + length];
    System.arraycopy(out.array(), 0, bytes, 0, head);
    System.arraycopy(packed, 0, bytes, head, length);
    return bytes;
  }

  /** Reads a whole block. */
  public Block decode(byte[] bytes) {
    return decode(bytes, EnumSet.allOf(Column.class), true);
  }

  /** Reads these columns of a block; the others are unknown in the result. */
  public Block decode(byte[] bytes, Collection<Column> columns) {
    return decode(bytes, columns, false);
  }

  private Block decode(byte[] bytes, Collection<Column> columns, boolean unknownToo) {
    ByteReader in = new ByteReader(inflate(bytes));
    boolean[] wanted = new boolean[Column.SLOTS];
    columns.forEach(column -> wanted[column.code()] = true);
    int points = in.size(MOST_POINTS, "the number of points");
    long[] times = SeriesCodec.read(in, points);
    SortedMap<Integer, long[]> series = new TreeMap<>();
    while (!in.atEnd()) {
      int tag = in.size(1 << 20, "the tag of a column");
      int length = in.size(LONGEST, "the length of a column");
      if (unknownToo || Block.isOf(tag, wanted)) {
        series.put(tag, SeriesCodec.read(in, points));
      } else {
        in.skip(length);
      }
    }
    return new Block(times, Spread.widen(series));
  }

  private byte[] inflate(byte[] bytes) {
    ByteReader head = new ByteReader(bytes);
    int form = head.get();
    if (form != FORM) {
      throw new DamagedBlockException(
          "its form is " + form + "; this GhostWatch reads form " + FORM);
    }
    int length = head.size(LONGEST, "the inflated length");
    byte[] inflated = new byte[length];
    inflater.reset();
    inflater.setInput(bytes, head.position(), bytes.length - head.position());
    try {
      int got = 0;
      while (got < length) {
        int more = inflater.inflate(inflated, got, length - got);
        if (more == 0) {
          throw new DamagedBlockException("it inflates to " + got + " bytes of " + length);
        }
        got += more;
      }
    } catch (DataFormatException e) {
      throw new DamagedBlockException("it does not inflate: " + e.getMessage());
    }
    return inflated;
  }

  /** Gives back native memory. */
  @Override
  public void close() {
    deflater.end();
    inflater.end();
  }
}
