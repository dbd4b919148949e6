package dev.ghostwatch.history;

import dev.ghostwatch.history.pack.Block;
import dev.ghostwatch.history.pack.BlockCodec;
import dev.ghostwatch.history.pack.DamagedBlockException;
import dev.ghostwatch.history.pack.Thinner;
import dev.ghostwatch.history.sql.BlockSql;
import dev.ghostwatch.history.sql.SampleSql;
import dev.ghostwatch.model.history.Column;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/**
 * Packs hours of samples: the samples themselves, and their rollups into the blocks of their
 * levels. One thread at a time; the caller makes one transaction of each call.
 */
public final class Packer implements AutoCloseable {
  /** What is packed at once. */
  static final long HOUR = Level.SAMPLES.blockMillis();

  private final BlockCodec codec = new BlockCodec();
  private final Consumer<String> damage;

  /**
   * A packer.
   *
   * @param damage is told of blocks that cannot be read and are made anew from what there is
   */
  public Packer(Consumer<String> damage) {
    this.damage = damage;
  }

  /** Packs the rows of an hour, with what is packed of it already. */
  void packRows(Handle handle, long migration, long hour) throws SQLException {
    Block rows =
        Block.of(SampleSql.list(handle.getConnection(), migration, hour, hour + HOUR, Column.ALL));
    pack(handle, migration, hour, rows);
    SampleSql.delete(handle, migration, hour, hour + HOUR);
  }

  /**
   * Packs samples of an hour, with what is packed of it already.
   *
   * @param hour where it begins, in milliseconds of the epoch
   * @param samples all within that hour
   */
  public void pack(Handle handle, long migration, long hour, Block samples) {
    Block all = existing(handle, migration, Level.SAMPLES, hour).merge(samples);
    write(handle, migration, Level.SAMPLES, hour, all);
    Block finer = all;
    for (Level level : Level.ALL) {
      if (level != Level.SAMPLES) {
        finer = Thinner.rollup(finer, level.stepMillis(), Column.ALL);
        replace(handle, migration, level, hour, finer);
      }
    }
  }

  /** Puts the points of an hour in the place of those that were there. */
  private void replace(Handle handle, long migration, Level level, long hour, Block points) {
    long start = level.blockStart(hour);
    Block block =
        level.blockMillis() == HOUR
            ? points
            : existing(handle, migration, level, start).outside(hour, hour + HOUR).merge(points);
    write(handle, migration, level, start, block);
  }

  private Block existing(Handle handle, long migration, Level level, long start) {
    Optional<BlockSql.Packed> packed = BlockSql.at(handle, migration, level.stepSeconds(), start);
    if (packed.isEmpty()) {
      return Block.EMPTY;
    }
    try {
      return codec.decode(packed.get().data());
    } catch (DamagedBlockException e) {
      damage.accept(
          "run "
              + migration
              + ", step "
              + level.stepSeconds()
              + " s, from "
              + start
              + ": "
              + e.getMessage());
      return Block.EMPTY;
    }
  }

  private void write(Handle handle, long migration, Level level, long start, Block block) {
    if (block.size() == 0) {
      return;
    }
    long end = block.time(block.size() - 1) + Math.max(1, level.stepMillis());
    BlockSql.write(
        handle,
        migration,
        level.stepSeconds(),
        new BlockSql.Packed(start, end, block.size(), codec.encode(block)));
  }

  @Override
  public void close() {
    codec.close();
  }
}
