package dev.ghostwatch.monitor;

import dev.ghostwatch.source.container.ContainerLogs;
import dev.ghostwatch.source.host.KernelLog;
import dev.ghostwatch.source.journal.JournalException;
import dev.ghostwatch.source.journal.JournalFollower;
import dev.ghostwatch.source.journal.JournalQuery;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What runs are followed with.
 *
 * @param policies gives what is asked, and when, as it holds now; it may change while runs are
 *     followed
 * @param listener told of every run
 * @param observer told how it goes
 * @param processes root of the process file system
 * @param kernel asked about a process that has vanished
 * @param outputs where to find what a run prints that goes to no file
 */
public record Following(
    Supplier<PollPolicy> policies,
    RunListener listener,
    FollowObserver observer,
    InstantSource clock,
    Waiter waiter,
    Path processes,
    Kernel kernel,
    Outputs outputs) {
  PollPolicy policy() {
    return policies.get();
  }

  /** Asks the kernel's log, on the run's own thread; may take some seconds. */
  @FunctionalInterface
  public interface Kernel {
    KernelLog.Found find(long pid, @Nullable Instant startedAt) throws InterruptedException;
  }

  /** Reads the journal. */
  @FunctionalInterface
  public interface Journal {
    JournalFollower follow(JournalQuery query) throws JournalException;
  }

  /** Where output goes that is no plain file. */
  public record Outputs(Journal journal, ContainerLogs containers) {
    /** Those of this host. */
    public static final Outputs OF_THIS_HOST =
        new Outputs(JournalFollower::start, new ContainerLogs());
  }
}
