package dev.ghostwatch.history;

import dev.ghostwatch.history.StoreException.Reason;
import dev.ghostwatch.history.spool.Entry;
import dev.ghostwatch.history.spool.Spool;
import dev.ghostwatch.history.sql.Database;
import dev.ghostwatch.history.sql.SqliteFile;
import dev.ghostwatch.model.Phrase;
import dev.ghostwatch.model.history.AlertRow;
import dev.ghostwatch.model.history.CommandRow;
import dev.ghostwatch.model.history.EventRow;
import dev.ghostwatch.model.history.FindingRow;
import dev.ghostwatch.model.history.MigrationRow;
import dev.ghostwatch.model.history.SampleRow;
import dev.ghostwatch.model.history.SettingRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The store as its one writer has it: takes entries at once, writes them in batches on a thread of
 * its own, packs and removes old ones between. {@link #open} takes the store, {@link #start} begins
 * to write, {@link #close} writes what is left within five seconds.
 */
public final class HistoryStore implements HistoryWriter, AutoCloseable {
  /** What a kill may lose: less than a second. Each turn that writes costs a commit. */
  private static final Duration BETWEEN_TURNS = Duration.ofMillis(500);

  private static final Duration TO_CLOSE = Duration.ofSeconds(5);

  /** So many waiting entries are reason enough not to wait for the next turn. */
  private static final int MANY = 1_000;

  private final WriteLoop loop;
  private final Database database;
  private final @Nullable StoreLock lock;
  private final Packer packer;
  private final StoreNotice.Port notices;
  private final HistoryReader reader;
  private final AtomicBoolean hurried = new AtomicBoolean();
  private @Nullable ScheduledExecutorService thread;

  private HistoryStore(
      WriteLoop loop,
      Database database,
      @Nullable StoreLock lock,
      Packer packer,
      StoreNotice.Port notices) {
    this.loop = loop;
    this.database = database;
    this.lock = lock;
    this.packer = packer;
    this.notices = notices;
    this.reader = new HistoryReader(database);
  }

  /**
   * Opens the store in a file, makes it when there is none, and keeps others from writing to it.
   *
   * @param notices hears of what the operator must know
   * @throws StoreException when another agent has it, or it cannot be used
   */
  public static HistoryStore open(
      StoreOptions options, InstantSource clock, StoreNotice.Port notices) throws StoreException {
    Path file = options.file();
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
    } catch (IOException e) {
      throw unusable(file, e);
    }
    StoreLock lock = StoreLock.take(file, ProcessHandle.current().pid(), clock.instant());
    try {
      SqliteFile sqlite = new SqliteFile(file, options.lockWait());
      unpackBeside(sqlite);
      return open(sqlite, options, clock, notices, lock);
    } catch (StoreException e) {
      try {
        lock.close();
      } catch (IOException again) {
        e.addSuppressed(again);
      }
      throw e;
    }
  }

  /** Opens a store in any database; nothing keeps others from writing to it. */
  static HistoryStore open(
      Database database,
      StoreOptions options,
      InstantSource clock,
      StoreNotice.Port notices,
      @Nullable StoreLock lock)
      throws StoreException {
    Packer packer =
        new Packer(what ->
            notices.tell(StoreNotice.warning("history.damagedBlock", database.place(), what)));
    Keeper keeper = new Keeper(database, options, packer, notices);
    Spool spool = new Spool(options.spool(), options.spoolFileBytes(), options.spoolMemoryBytes());
    WriteLoop loop =
        new WriteLoop(
            new StoreFile(database, clock, notices),
            database,
            spool,
            keeper,
            clock,
            notices,
            options.queue());
    loop.start();
    return new HistoryStore(loop, database, lock, packer, notices);
  }

  /** The driver's native library of a killed process would stay in the temporary folder. */
  private static void unpackBeside(SqliteFile sqlite) throws StoreException {
    Path folder = sqlite.sibling(".native");
    try {
      Files.createDirectories(folder);
      try (Stream<Path> old = Files.list(folder)) {
        for (Path file : old.toList()) {
          Files.delete(file);
        }
      }
      SqliteFile.unpackTo(folder);
    } catch (IOException e) {
      throw unusable(sqlite.file(), e);
    }
  }

  private static StoreException unusable(Path file, IOException e) {
    return new StoreException(
        Reason.UNUSABLE, Phrase.of("history.unusable", file.toString(), e.toString()), e);
  }

  /** Begins to write. */
  public void start() {
    ScheduledExecutorService executor =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("ghostwatch-history").daemon().factory());
    thread = executor;
    long pause = BETWEEN_TURNS.toMillis();
    // Its turns never throw, and closing shuts the executor down: nobody needs the future.
    Future<?> _ = executor.scheduleWithFixedDelay(this::turn, pause, pause, TimeUnit.MILLISECONDS);
  }

  /** One turn of the writer; the thread takes two a second. */
  void turn() {
    hurried.set(false);
    try {
      loop.turn();
    } catch (RuntimeException e) {
      // The thread must live on: a defect in one turn is said, and the next turn comes.
      notices.tell(StoreNotice.critical("history.bug", e.toString()));
    }
  }

  @Override
  public void migration(MigrationRow row) {
    offer(new Entry.OfMigration(row));
  }

  @Override
  public void logFile(String migration, String path) {
    offer(new Entry.OfLogFile(migration, path));
  }

  @Override
  public void sample(String migration, SampleRow row) {
    offer(new Entry.OfSample(migration, row));
  }

  @Override
  public void event(String migration, EventRow row) {
    offer(new Entry.OfEvent(migration, row));
  }

  @Override
  public void setting(String migration, SettingRow row) {
    offer(new Entry.OfSetting(migration, row));
  }

  @Override
  public void finding(String migration, FindingRow row) {
    offer(new Entry.OfFinding(migration, row));
  }

  @Override
  public void command(@Nullable String migration, CommandRow row) {
    offer(new Entry.OfCommand(migration == null ? "" : migration, row));
  }

  @Override
  public void alert(@Nullable String migration, AlertRow row) {
    offer(new Entry.OfAlert(migration == null ? "" : migration, row));
  }

  private void offer(Entry entry) {
    int waiting = loop.offer(entry);
    ScheduledExecutorService executor = thread;
    if (waiting >= MANY && executor != null && hurried.compareAndSet(false, true)) {
      try {
        executor.execute(this::turn);
      } catch (RejectedExecutionException _) {
        // Closing: the last turn takes it.
        hurried.set(false);
      }
    }
  }

  /** Keeps samples as rows for so long, and anything for so long and so much, from now on. */
  public void keep(Duration recent, Retention retention) {
    loop.keep(recent, retention);
  }

  /** Reads this store. */
  public HistoryReader reader() {
    return reader;
  }

  /** How the writer is doing. */
  public StoreStats stats() {
    return loop.stats();
  }

  /**
   * Writes what is left and gives the store free. What cannot be written within five seconds goes
   * to the spool, or is said to be lost.
   */
  @Override
  public void close() throws IOException {
    ScheduledExecutorService executor = thread;
    thread = null;
    if (executor == null) {
      loop.finish();
    } else {
      executor.execute(loop::finish);
      executor.shutdown();
      if (!ended(executor)) {
        notices.tell(
            StoreNotice.critical(
                "history.notClosed", database.place(), String.valueOf(stats().queued())));
      }
    }
    packer.close();
    if (lock != null) {
      lock.close();
    }
  }

  private static boolean ended(ScheduledExecutorService executor) {
    try {
      return executor.awaitTermination(TO_CLOSE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return executor.isTerminated();
    }
  }
}
