package dev.ghostwatch.history;

import dev.ghostwatch.history.pack.Block;
import dev.ghostwatch.history.pack.BlockCodec;
import dev.ghostwatch.history.pack.Thinner;
import dev.ghostwatch.history.sql.BlockSql;
import dev.ghostwatch.history.sql.SampleSql;
import dev.ghostwatch.history.sql.SampleSums;
import dev.ghostwatch.model.history.Column;
import dev.ghostwatch.model.history.SampleRow;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The points of one run, from packed blocks and from rows that are not packed yet. */
@SuppressWarnings("EnumOrdinal") // places in an array of this process; what is stored goes by code
final class Points {
  private final Handle handle;
  private final long migration;
  private final Collection<Column> columns;

  Points(Handle handle, long migration, Collection<Column> columns) {
    this.handle = handle;
    this.migration = migration;
    this.columns = List.copyOf(EnumSet.copyOf(columns));
  }

  /** The last sample of a run, or what its last rollup says; null when there is none. */
  static @Nullable SampleRow last(Handle handle, long migration) throws SQLException {
    Points points = new Points(handle, migration, Column.ALL);
    Long newest = SampleSql.newest(handle, migration);
    if (newest != null) {
      return SampleSql.list(handle.getConnection(), migration, newest, newest + 1, points.columns)
          .getFirst();
    }
    for (Level level : Level.ALL) {
      Long end = BlockSql.last(handle, migration, level.stepSeconds());
      if (end != null) {
        List<Block> blocks = new ArrayList<>();
        points.blocks(level, end - 1, end, blocks::add);
        Block block = blocks.getLast();
        return block.sample(block.size() - 1);
      }
    }
    return null;
  }

  /** Every sample as fine as it is kept. */
  void samples(long from, long to, Consumer<SampleRow> taker) throws SQLException {
    List<SampleRow> rows = new ArrayList<>();
    Long oldestRow = SampleSql.oldest(handle, migration);
    long packedUntil = oldestRow == null ? to : Math.min(to, Math.max(from, oldestRow));
    // Up to the oldest row blocks alone; after it both, because rows come late at times.
    cover(Level.SAMPLES, from, packedUntil, (block, _) -> each(block, taker));
    if (packedUntil < to) {
      SampleSql.read(handle.getConnection(), migration, packedUntil, to, columns, rows::add);
      List<Block> late = new ArrayList<>();
      cover(Level.SAMPLES, packedUntil, to, (block, _) -> late.add(block));
      Block all = Block.of(rows);
      for (Block block : late) {
        all = all.merge(block);
      }
      each(all, taker);
    }
  }

  private static void each(Block block, Consumer<SampleRow> taker) {
    for (int i = 0; i < block.size(); i++) {
      taker.accept(block.sample(i));
    }
  }

  /** At most so many points of a stretch of time, or of the whole run. */
  Block thinned(@Nullable Long wantedFrom, @Nullable Long wantedTo, int points)
      throws SQLException {
    Long oldestRow = SampleSql.oldest(handle, migration);
    Long last = wantedTo == null ? last() : wantedTo;
    Long first = wantedFrom == null ? first(oldestRow, last, points) : wantedFrom;
    if (first == null || last == null || first >= last) {
      return Block.EMPTY;
    }
    double width = width(first, last, points);
    Thinner thinner = new Thinner(first, width, (int) Math.ceil((last - first) / width), columns);
    cover(
        Level.atMost(width), first, last, (block, level) -> thinner.add(block, level.stepMillis()));
    if (oldestRow != null) {
      addRows(thinner, Math.max(first, oldestRow), last, width);
    }
    return thinner.result();
  }

  private static double width(long first, long last, int points) {
    return Math.max(1, (last - first) / (double) points);
  }

  /** Many rows to a piece are added up by the database, few are read. */
  private void addRows(Thinner thinner, long from, long to, double width) throws SQLException {
    Connection connection = handle.getConnection();
    if (width < Level.MINUTE.stepMillis()) {
      thinner.add(Block.of(SampleSql.list(connection, migration, from, to, columns)), 0);
      return;
    }
    Long newest = SampleSql.newest(handle, migration);
    if (newest == null || from >= to || newest < from) {
      return;
    }
    int last = thinner.pieceOf(Math.min(newest, to - 1));
    try (SampleSums sums = new SampleSums(connection, migration, columns)) {
      for (int piece = thinner.pieceOf(from); piece <= last; piece++) {
        SampleSums.Sum sum =
            sums.between(
                Math.max(from, thinner.begin(piece)), Math.min(to, thinner.begin(piece + 1)));
        if (sum != null) {
          thinner.add(piece, sum.samples());
          for (SampleSums.Figure it : sum.figures()) {
            thinner.add(
                piece, it.column(), it.last(), it.least(), it.greatest(), it.mean(), it.known());
          }
        }
      }
    }
  }

  /**
   * When the run's first point is, as exactly as points so far apart need it: blocks of samples are
   * not unpacked for the first of a thousand points of a month.
   */
  private @Nullable Long first(@Nullable Long oldestRow, @Nullable Long last, int points) {
    Long first = null;
    for (Level level : Level.ALL.reversed()) {
      if (first != null
          && last != null
          && level.compareTo(Level.atMost(width(first, last, points))) < 0) {
        break;
      }
      Long start = BlockSql.first(handle, migration, level.stepSeconds());
      if (start != null) {
        long point = firstPoint(level, start);
        // What is kept more finely says more exactly when the same point was, or was removed.
        if (first == null || point < first + coarserStep(level)) {
          first = point;
        }
      }
    }
    return first == null || (oldestRow != null && oldestRow < first) ? oldestRow : first;
  }

  private static long coarserStep(Level level) {
    Level coarser = level.coarser();
    return coarser == null ? 0 : coarser.stepMillis();
  }

  /** A block may begin before its first point. */
  private long firstPoint(Level level, long start) {
    List<Block> blocks = new ArrayList<>();
    try (BlockCodec codec = new BlockCodec()) {
      BlockSql.at(handle, migration, level.stepSeconds(), start)
          .ifPresent(packed -> blocks.add(codec.decode(packed.data(), List.of())));
    }
    return blocks.isEmpty() ? start : blocks.getFirst().time(0);
  }

  private @Nullable Long last() {
    Long newest = SampleSql.newest(handle, migration);
    Long last = newest == null ? null : newest + 1;
    for (Level level : Level.ALL) {
      Long end = BlockSql.last(handle, migration, level.stepSeconds());
      if (end != null && (last == null || end > last)) {
        last = end;
        break;
      }
    }
    return last;
  }

  private interface Taker {
    void take(Block block, Level level);
  }

  /** Gives the blocks of a stretch of time; what is no longer kept so finely, more coarsely. */
  private void cover(Level level, long from, long to, Taker taker) throws SQLException {
    if (from >= to) {
      return;
    }
    Long first = BlockSql.first(handle, migration, level.stepSeconds());
    long begin = first == null ? to : Math.clamp(first, from, to);
    Level coarser = level.coarser();
    if (begin > from && coarser != null) {
      cover(coarser, from, begin, taker);
    }
    blocks(level, begin, to, block -> taker.take(block, level));
  }

  /** The blocks of a level with points in a stretch of time, cut to it. */
  private void blocks(Level level, long from, long to, Consumer<Block> taker) throws SQLException {
    try (BlockCodec codec = new BlockCodec()) {
      BlockSql.read(
          handle.getConnection(),
          migration,
          level.stepSeconds(),
          from,
          to,
          level.blockMillis(),
          packed -> {
            Block block =
                codec
                    .decode(packed.data(), columns)
                    .between(from - Math.max(0, level.stepMillis() - 1), to);
            if (block.size() > 0) {
              taker.accept(block);
            }
          });
    }
  }
}
