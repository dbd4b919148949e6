package dev.ghostwatch.history;

import dev.ghostwatch.history.spool.Entry;
import dev.ghostwatch.history.spool.Frame;
import dev.ghostwatch.history.spool.Spool;
import dev.ghostwatch.history.sql.Database;
import dev.ghostwatch.history.sql.Facts;
import dev.ghostwatch.history.sql.SqliteFile;
import dev.ghostwatch.model.history.MigrationRow;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * Takes entries from the queue into the store, in their order: while the store cannot be written
 * they go to the spool, and everything after them too until the spool is empty again. Entries are
 * offered by any thread; all else is done by one.
 */
final class WriteLoop {
  private static final int BATCH = 1_000;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

  /** After housekeeping failed. */
  private static final Duration HOUSE_PAUSE = Duration.ofSeconds(10);

  private static final Duration BETWEEN_LOSSES = Duration.ofMinutes(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final StoreFile file;
  private final Database database;
  private final Spool spool;
  private final EntryWriter entries;
  private final Keeper keeper;
  private final InstantSource clock;
  private final StoreNotice.Port notices;

  private final BlockingQueue<Entry> queue;
  private final LongAdder written = new LongAdder();
  private final LongAdder dropped = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final AtomicLong droppedSaid = new AtomicLong();
  private volatile long spooled;
  private volatile @Nullable Instant oldestSpooled;
  private volatile @Nullable Instant lastTurn;

  private @Nullable Handle handle;

  /**
   * Runs that have not ended, to be written again into a store that takes the place of this one.
   */
  private final Map<String, MigrationRow> open = new LinkedHashMap<>();

  private @Nullable Instant retryAt;
  private Duration pause = FIRST_PAUSE;
  private boolean saidUnavailable;
  private @Nullable Instant droppedSaidAt;
  private @Nullable Instant houseResumes;

  WriteLoop(
      StoreFile file,
      Database database,
      Spool spool,
      Keeper keeper,
      InstantSource clock,
      StoreNotice.Port notices,
      int capacity) {
    this.file = file;
    this.database = database;
    this.spool = spool;
    this.entries = new EntryWriter(database.dialect(), keeper);
    this.keeper = keeper;
    this.clock = clock;
    this.notices = notices;
    this.queue = new ArrayBlockingQueue<>(capacity);
  }

  /** Opens the store and looks for what a former process left in the spool. */
  void start() throws StoreException {
    Handle opened = file.open();
    handle = opened;
    try {
      spool.open(Facts.get(opened, Facts.SPOOL_TAKEN));
    } catch (IOException e) {
      notices.tell(StoreNotice.warning("history.spoolUnreadable", e.toString()));
    }
    if (!spool.isEmpty()) {
      retryAt = clock.instant();
    }
    countSpool();
  }

  /** Keeps so much from now on. */
  void keep(Duration recent, Retention retention) {
    keeper.keep(recent, retention);
  }

  /** Puts an entry in the queue; says how many wait there. */
  int offer(Entry entry) {
    if (!queue.offer(entry)) {
      dropped.increment();
    }
    return queue.size();
  }

  /** Writes all that waits, retries what the spool keeps, and does one step of housekeeping. */
  void turn() {
    lastTurn = clock.instant();
    takeQueue();
    replay(clock.instant());
    sayDropped(false);
    if (spool.isEmpty() && queue.size() < BATCH) {
      keepHouse();
    }
    countSpool();
  }

  private void takeQueue() {
    List<Entry> batch = new ArrayList<>(Math.min(BATCH, queue.size()));
    // What comes in meanwhile waits for the next turn.
    for (int left = queue.size(); left > 0; left -= BATCH) {
      batch.clear();
      queue.drainTo(batch, BATCH);
      if (batch.isEmpty()) {
        return;
      }
      if (!spool.isEmpty() || !write(batch)) {
        keep(batch);
      }
    }
  }

  private void keep(List<Entry> batch) {
    if (!spool.add(batch, clock.instant())) {
      dropped.add(batch.size());
    }
  }

  /** Writes a batch; says whether it is done with. */
  private boolean write(List<Entry> batch) {
    try {
      transact(batch, 0);
      saidUnavailable = false;
      return true;
    } catch (SQLException | RuntimeException | StoreException e) {
      return recovered(e, batch, 0);
    }
  }

  private void transact(List<Entry> batch, long frame) throws SQLException, StoreException {
    Handle writing = handle;
    if (writing == null) {
      writing = file.open();
      handle = writing;
    }
    entries.write(writing, batch, frame);
    written.add(batch.size());
    for (Entry entry : batch) {
      if (entry instanceof Entry.OfMigration(MigrationRow row)) {
        if (row.endedAt() == null) {
          open.put(row.id(), row);
        } else {
          open.remove(row.id());
        }
      }
    }
  }

  /** After a failure: whether the batch is done with all the same. */
  private boolean recovered(Exception failure, List<Entry> batch, long frame) {
    failures.increment();
    return switch (StoreFile.trouble(database, failure)) {
      case UNAVAILABLE -> {
        unavailable(failure);
        yield false;
      }
      case CORRUPT -> {
        startAnew(failure);
        yield false;
      }
      case REJECTED -> {
        if (failure instanceof StoreException) {
          unavailable(failure);
          yield false;
        }
        yield oneByOne(batch, frame, failure);
      }
    };
  }

  /** Something in the batch is not taken: all else is. */
  private boolean oneByOne(List<Entry> batch, long frame, Exception failure) {
    if (batch.size() == 1) {
      dropped.increment();
      droppedSaid.incrementAndGet();
      notices.tell(
          StoreNotice.critical(
              "history.rejected", batch.getFirst().migration(), StoreFile.message(failure)));
      return true;
    }
    for (int i = 0; i < batch.size(); i++) {
      List<Entry> one = batch.subList(i, i + 1);
      try {
        transact(one, i == batch.size() - 1 ? frame : 0);
      } catch (SQLException | RuntimeException | StoreException e) {
        if (!recovered(e, one, frame)) {
          keep(batch.subList(i, batch.size()));
          return true;
        }
      }
    }
    return true;
  }

  private void unavailable(Exception failure) {
    retryAt = clock.instant().plus(pause);
    pause =
        pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
    if (!saidUnavailable) {
      saidUnavailable = true;
      notices.tell(
          StoreNotice.warning("history.unavailable", database.place(), StoreFile.message(failure)));
    }
  }

  private void startAnew(Exception failure) {
    closeHandle();
    retryAt = clock.instant();
    if (!(database instanceof SqliteFile sqlite)) {
      unavailable(failure);
      return;
    }
    try {
      file.setAside(sqlite, failure);
      keeper.forget();
      entries.forget();
      transact(open.values().stream().<Entry>map(Entry.OfMigration::new).toList(), 0);
    } catch (SQLException | RuntimeException | StoreException e) {
      unavailable(e);
    }
  }

  private void replay(Instant now) {
    if (spool.isEmpty() || (retryAt != null && now.isBefore(retryAt) && !clockWasSetBack(now))) {
      return;
    }
    long entriesDone = 0;
    try {
      for (Frame frame = spool.first(); frame != null; frame = spool.first()) {
        List<Entry> batch = frame.read();
        try {
          transact(batch, frame.number());
        } catch (SQLException | RuntimeException | StoreException e) {
          if (!recovered(e, batch, frame.number())) {
            return;
          }
        }
        entriesDone += batch.size();
        spool.removeFirst(frame);
      }
      caughtUp(entriesDone);
    } catch (IOException e) {
      spoolLost(e);
    }
  }

  private boolean clockWasSetBack(Instant now) {
    Instant due = retryAt;
    return due != null && due.isAfter(now.plus(LONGEST_PAUSE));
  }

  private void caughtUp(long count) {
    retryAt = null;
    pause = FIRST_PAUSE;
    saidUnavailable = false;
    notices.tell(StoreNotice.info("history.caughtUp", database.place(), String.valueOf(count)));
  }

  private void spoolLost(IOException e) {
    notices.tell(StoreNotice.critical("history.spoolDamaged", e.toString()));
    try {
      spool.forgetFile();
    } catch (IOException again) {
      notices.tell(StoreNotice.critical("history.spoolDamaged", again.toString()));
    }
  }

  /** Says how much was lost: at once, then once a minute while it goes on. */
  private void sayDropped(boolean now) {
    long all = dropped.sum();
    long since = all - droppedSaid.get();
    Instant time = clock.instant();
    Instant said = droppedSaidAt;
    boolean due = said == null || !time.isBefore(said.plus(BETWEEN_LOSSES)) || time.isBefore(said);
    if (since > 0 && (now || due)) {
      droppedSaid.set(all);
      droppedSaidAt = time;
      IOException why = spool.fileFailure();
      notices.tell(
          StoreNotice.critical(
              "history.dropped",
              String.valueOf(since),
              String.valueOf(all),
              why == null ? "-" : why.toString()));
    }
  }

  private void keepHouse() {
    Handle keeping = handle;
    Instant now = clock.instant();
    Instant resume = houseResumes;
    if (keeping == null
        || (resume != null && now.isBefore(resume) && !resume.isAfter(now.plus(HOUSE_PAUSE)))) {
      return;
    }
    try {
      keeper.step(keeping, now);
      houseResumes = null;
    } catch (SQLException | RuntimeException e) {
      failures.increment();
      houseResumes = now.plus(HOUSE_PAUSE);
      switch (StoreFile.trouble(database, e)) {
        case CORRUPT -> startAnew(e);
        case UNAVAILABLE, REJECTED -> {
          if (!saidUnavailable) {
            saidUnavailable = true;
            notices.tell(
                StoreNotice.warning("history.unavailable", database.place(), StoreFile.message(e)));
          }
        }
      }
    }
  }

  private void countSpool() {
    spooled = spool.entries();
    oldestSpooled = spool.oldest();
  }

  /** Writes what is left, keeps in the spool's file what the store does not take, and closes. */
  void finish() {
    takeQueue();
    retryAt = null;
    replay(clock.instant());
    if (!spool.toFile()) {
      long lost = spool.entriesInMemory();
      dropped.add(lost);
    }
    sayDropped(true);
    countSpool();
    closeHandle();
  }

  private void closeHandle() {
    Handle closing = handle;
    handle = null;
    if (closing != null) {
      try {
        closing.close();
      } catch (JdbiException e) {
        notices.tell(
            StoreNotice.warning("history.unavailable", database.place(), StoreFile.message(e)));
      }
    }
  }

  StoreStats stats() {
    Instant now = clock.instant();
    Instant waiting = oldestSpooled;
    if (waiting == null && !queue.isEmpty()) {
      waiting = lastTurn;
    }
    double lag = waiting == null ? 0 : Math.max(0, Duration.between(waiting, now).toMillis() / 1e3);
    return new StoreStats(
        queue.size(), spooled, written.sum(), dropped.sum(), failures.sum(), lag, keeper.packed());
  }
}
