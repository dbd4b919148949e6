package dev.ghostwatch.history;

import dev.ghostwatch.history.sql.BlockSql;
import dev.ghostwatch.history.sql.Database;
import dev.ghostwatch.history.sql.JudgementSql;
import dev.ghostwatch.history.sql.MigrationSql;
import dev.ghostwatch.history.sql.SampleSql;
import dev.ghostwatch.history.sql.Transaction;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Keeps house in small steps, each a transaction of some milliseconds, between two writes: packs
 * stretches that are over, and removes what is too old or too much. One thread at a time.
 */
final class Keeper {
  private static final Duration BETWEEN_CLEANINGS = Duration.ofMinutes(10);
  private static final Duration BETWEEN_NOTICES = Duration.ofDays(7);
  private static final int PORTION = 50;

  /** Cleaning by size goes on until there is some room again. */
  private static final double ENOUGH = 0.97;

  private final Database database;

  /** May change while the store is open. */
  private volatile Kept kept;

  private volatile boolean cleanSoon;
  private final Packer packer;
  private final StoreNotice.Port notices;

  /** How long samples stay as rows, and how long and how much anything is kept. */
  private record Kept(Duration recent, Retention retention) {}

  /** The time of the oldest row of each run that has rows; null until it was looked up. */
  private @Nullable Map<Long, Long> oldestRows;

  private @Nullable Instant cleaned;
  private boolean shrinking;
  private boolean tooLarge;
  private @Nullable Instant saidTooLarge;
  private final List<Long> forgotten = new ArrayList<>();
  private long packed;

  Keeper(Database database, StoreOptions options, Packer packer, StoreNotice.Port notices) {
    this.database = database;
    this.kept = new Kept(options.recent(), options.retention());
    this.packer = packer;
    this.notices = notices;
  }

  /** Keeps so much from now on, and begins to remove what is over. May be called by any thread. */
  void keep(Duration recent, Retention retention) {
    kept = new Kept(recent, retention);
    cleanSoon = true;
  }

  /** Stretches of two hours packed since the start. */
  long packed() {
    return packed;
  }

  /** A row was written. */
  void wrote(long migration, long millis) {
    if (oldestRows != null) {
      oldestRows.merge(migration, millis, Math::min);
    }
  }

  /** The numbers of runs that are no longer in the store since this was asked the last time. */
  List<Long> takeForgotten() {
    List<Long> taken = List.copyOf(forgotten);
    forgotten.clear();
    return taken;
  }

  /** The store was replaced by a new one. */
  void forget() {
    oldestRows = null;
    cleaned = null;
  }

  /**
   * Does one step, if there is anything to do.
   *
   * @return whether there was
   */
  boolean step(Handle handle, Instant now) throws SQLException {
    if (pack(handle, now)) {
      return true;
    }
    if (cleanSoon) {
      cleanSoon = false;
      cleaned = null;
    }
    if (cleaned != null && !shrinking && now.isBefore(cleaned.plus(BETWEEN_CLEANINGS))) {
      return false;
    }
    // A clock that is set back must not keep cleaning off for as long.
    cleaned = now;
    shrinking = false;
    boolean did = clean(handle, now);
    shrinking = did;
    return did;
  }

  private boolean pack(Handle handle, Instant now) throws SQLException {
    Map<Long, Long> oldest = oldestRows;
    if (oldest == null) {
      oldest = new HashMap<>(SampleSql.oldest(handle));
      oldestRows = oldest;
    }
    long over = now.minus(kept.recent()).toEpochMilli();
    Map.Entry<Long, Long> due = null;
    for (Map.Entry<Long, Long> run : oldest.entrySet()) {
      if (Level.SAMPLES.blockStart(run.getValue()) + Packer.STRETCH <= over) {
        due = run;
        break;
      }
    }
    if (due == null) {
      return false;
    }
    long migration = due.getKey();
    long begin = Level.SAMPLES.blockStart(due.getValue());
    Transaction.run(handle, transaction -> packer.packRows(transaction, migration, begin));
    packed++;
    Long next = SampleSql.oldest(handle, migration);
    if (next == null) {
      oldest.remove(migration);
    } else {
      oldest.put(migration, next);
    }
    return true;
  }

  private boolean clean(Handle handle, Instant now) throws SQLException {
    long samples = now.minus(kept.retention().samples()).toEpochMilli();
    long rollups = now.minus(kept.retention().rollups()).toEpochMilli();
    for (Level level : Level.ALL) {
      long before = level.compareTo(Level.TEN_SECONDS) <= 0 ? samples : rollups;
      if (remove(handle, level, before) > 0) {
        return true;
      }
    }
    return forgetOld(handle, now) || shrink(handle, now);
  }

  private static int remove(Handle handle, Level level, long before) throws SQLException {
    return Transaction.call(
        handle,
        transaction -> BlockSql.deleteBefore(transaction, level.stepSeconds(), before, PORTION));
  }

  private boolean forgetOld(Handle handle, Instant now) throws SQLException {
    Instant before = now.minus(kept.retention().migrations());
    Transaction.run(handle, transaction -> JudgementSql.forgetLoose(transaction, before));
    List<Long> old = MigrationSql.endedBefore(handle, before, 1);
    for (long migration : old) {
      boolean gone =
          Transaction.call(
              handle,
              transaction -> {
                if (BlockSql.deleteOf(transaction, migration, PORTION) > 0) {
                  return false;
                }
                SampleSql.delete(transaction, migration, Long.MIN_VALUE, Long.MAX_VALUE);
                MigrationSql.forget(transaction, migration);
                return true;
              });
      if (gone) {
        forgotten.add(migration);
      }
    }
    return !old.isEmpty();
  }

  private boolean shrink(Handle handle, Instant now) throws SQLException {
    long most = kept.retention().mostBytes();
    long used = database.usedBytes(handle.getConnection());
    if (used <= (tooLarge ? (long) (most * ENOUGH) : most)) {
      tooLarge = false;
      database.giveBackSpace(handle.getConnection());
      return false;
    }
    tooLarge = true;
    if (saidTooLarge == null || now.isAfter(saidTooLarge.plus(BETWEEN_NOTICES))) {
      saidTooLarge = now;
      notices.tell(
          StoreNotice.warning(
              "history.tooLarge",
              database.place(),
              String.valueOf(used >> 20),
              String.valueOf(most >> 20)));
    }
    for (Level level : Level.ALL) {
      if (remove(handle, level, Long.MAX_VALUE) > 0) {
        return true;
      }
    }
    return false;
  }
}
