package dev.ghostwatch.history;

import dev.ghostwatch.history.pack.Block;
import dev.ghostwatch.history.pack.BlockCodec;
import dev.ghostwatch.history.pack.DamagedBlockException;
import dev.ghostwatch.history.pack.Thinner;
import dev.ghostwatch.history.sql.BlockSql;
import dev.ghostwatch.history.sql.SampleSql;
import dev.ghostwatch.model.history.Column;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/**
 * Packs stretches of two hours of samples: the samples themselves, and their rollups into the
 * blocks of their levels. One thread at a time; the caller makes one transaction of each call.
 */
public final class Packer implements AutoCloseable {
  /** What is packed at once, in milliseconds. */
  static final long STRETCH = Level.SAMPLES.blockMillis();

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

  /** Packs the rows of a stretch, with what is packed of it already. */
  void packRows(Handle handle, long migration, long begin) throws SQLException {
    Block rows =
        Block.of(
            SampleSql.list(handle.getConnection(), migration, begin, begin + STRETCH, Column.ALL));
    pack(handle, migration, begin, rows);
    SampleSql.delete(handle, migration, begin, begin + STRETCH);
  }

  /**
   * Packs samples of a stretch, with what is packed of it already.
   *
   * @param begin where it begins, in milliseconds of the epoch
   * @param samples all within that stretch
   */
  public void pack(Handle handle, long migration, long begin, Block samples) {
    write(handle, migration, blocks(handle, migration, begin, samples));
  }

  /**
   * A block that takes the place of the one that begins where it does.
   *
   * @param step how far apart its points are, in seconds; 0 for samples as they came
   */
  public record Packed(int step, BlockSql.Packed block) {}

  /**
   * The blocks that a stretch of samples makes with what is packed of it already; only reads.
   *
   * @param begin where it begins, in milliseconds of the epoch
   * @param samples all within that stretch
   */
  public List<Packed> blocks(Handle handle, long migration, long begin, Block samples) {
    List<Packed> packed = new ArrayList<>();
    Block finer = Block.EMPTY;
    for (Level level : Level.ALL) {
      if (level == Level.SAMPLES) {
        finer = existing(handle, migration, level, begin).merge(samples);
        pack(level, begin, finer, packed);
      } else {
        finer = Thinner.rollup(finer, level.stepMillis(), Column.ALL);
        pack(level, level.blockStart(begin), whole(handle, migration, level, begin, finer), packed);
      }
    }
    return packed;
  }

  /** Writes blocks of a run. */
  public static void write(Handle handle, long migration, List<Packed> blocks) {
    blocks.forEach(it -> BlockSql.write(handle, migration, it.step(), it.block()));
  }

  /** The block of a level with the points of a stretch in the place of those that were there. */
  private Block whole(Handle handle, long migration, Level level, long begin, Block points) {
    return level.blockMillis() == STRETCH
        ? points
        : existing(handle, migration, level, level.blockStart(begin))
            .outside(begin, begin + STRETCH)
            .merge(points);
  }

  private void pack(Level level, long start, Block block, List<Packed> packed) {
    if (block.size() > 0) {
      long end = block.time(block.size() - 1) + Math.max(1, level.stepMillis());
      packed.add(
          new Packed(
              level.stepSeconds(),
              new BlockSql.Packed(start, end, block.size(), codec.encode(block))));
    }
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

  @Override
  public void close() {
    codec.close();
  }
}
