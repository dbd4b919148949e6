package dev.ghostwatch.history;

import dev.ghostwatch.history.pack.Block;
import dev.ghostwatch.history.pack.BlockCodec;
import dev.ghostwatch.history.pack.Thinner;
import dev.ghostwatch.history.sql.BlockSql;
import dev.ghostwatch.history.sql.SampleSql;
import dev.ghostwatch.model.history.Column;
import dev.ghostwatch.model.history.SampleRow;
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
    Long first = wantedFrom == null ? first() : wantedFrom;
    Long last = wantedTo == null ? last() : wantedTo;
    if (first == null || last == null || first >= last) {
      return Block.EMPTY;
    }
    double width = Math.max(1, (last - first) / (double) points);
    Thinner thinner = new Thinner(first, width, (int) Math.ceil((last - first) / width), columns);
    cover(
        Level.atMost(width), first, last, (block, level) -> thinner.add(block, level.stepMillis()));
    thinner.add(
        Block.of(SampleSql.list(handle.getConnection(), migration, first, last, columns)), 0);
    return thinner.result();
  }

  private @Nullable Long first() {
    Long first = SampleSql.oldest(handle, migration);
    for (Level level : Level.ALL) {
      Long start = BlockSql.first(handle, migration, level.stepSeconds());
      if (start != null && (first == null || start < first)) {
        first = firstPoint(level, start);
      }
    }
    return first;
  }

  /** A block may begin before its first point. */
  private long firstPoint(Level level, long start) {
    List<Block> blocks = new ArrayList<>();
    blocks(level, start, start + level.blockMillis(), blocks::add);
    return blocks.getFirst().time(0);
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
  private void cover(Level level, long from, long to, Taker taker) {
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
  private void blocks(Level level, long from, long to, Consumer<Block> taker) {
    try (BlockCodec codec = new BlockCodec()) {
      List<Long> starts =
          BlockSql.starts(handle, migration, level.stepSeconds(), from, to, level.blockMillis());
      for (long start : starts) {
        BlockSql.at(handle, migration, level.stepSeconds(), start)
            .map(packed -> codec.decode(packed.data(), columns))
            .map(block -> block.between(from - Math.max(0, level.stepMillis() - 1), to))
            .filter(block -> block.size() > 0)
            .ifPresent(taker);
      }
    }
  }
}
