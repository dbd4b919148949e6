package dev.ghostwatch.monitor;

import dev.ghostwatch.source.log.LastWords;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Follows one run, what it prints and its control socket, until it ends or is told to stop. */
final class RunFollower implements Runnable {
  /** After the process is gone, what it wrote last takes this long at most to be read. */
  private static final Duration LAST_WORDS_WAIT = Duration.ofMillis(500);

  private final TrackedRun run;
  private final Following with;
  private final Pace pace;

  RunFollower(TrackedRun run, Following with) {
    this.run = run;
    this.with = with;
    this.pace = new Pace(with.clock(), with.waiter());
  }

  @Override
  public void run() {
    RunOutput output = null;
    try {
      output = RunOutputs.open(run, with);
      if (output != null) {
        output.awaitBacklog(with.policy().logWait());
      }
      run.attach();
      pace.begin(run.interval(), run.name().hashCode());
      while (run.endedAt() == null) {
        with.observer().ticked(pace.await(run.interval()));
        if (run.isProcessGone() && output != null) {
          with.waiter().waitFor(LAST_WORDS_WAIT);
        }
        run.step(lastWords(output));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      if (output != null) {
        output.close();
      }
    }
  }

  private static @Nullable LastWords lastWords(@Nullable RunOutput output) {
    return output == null ? null : output.lastWords();
  }
}
