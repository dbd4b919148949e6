package dev.ghostwatch.source.log.follow;

import java.io.IOException;

/** Where the lines go. */
@FunctionalInterface
public interface LineSink {
  /**
   * Keeps what the lines tell and the place, both or neither.
   *
   * <p>When this throws, the very same batch comes again later, until it is taken. A sink that
   * cannot tell whether its commit went through compares the place it has kept with that of the
   * batch.
   */
  void commit(LineBatch batch) throws IOException;

  /** Told each time that everything written so far has been committed. */
  default void caughtUp() {}

  /** Told of each look that found nothing new, and nothing wrong. */
  default void idle() {}
}
