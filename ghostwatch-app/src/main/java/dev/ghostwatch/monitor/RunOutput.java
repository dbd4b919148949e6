package dev.ghostwatch.monitor;

import dev.ghostwatch.source.log.LastWords;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a run prints, followed until it is closed. */
interface RunOutput {
  /** Waits until what was printed before is taken in, at most so long. */
  void awaitBacklog(Duration atMost) throws InterruptedException;

  /** How it ends so far; null while it says nothing of an end. */
  @Nullable LastWords lastWords();

  void close();
}
