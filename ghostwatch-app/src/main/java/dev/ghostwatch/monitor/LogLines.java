package dev.ghostwatch.monitor;

import dev.ghostwatch.source.log.LiveLog;
import dev.ghostwatch.source.log.follow.LineBatch;
import dev.ghostwatch.source.log.follow.LineSink;

/**
 * Hands the lines of a followed log to whoever understands them.
 *
 * @param then run each time that everything written so far was handed on
 */
record LogLines(LiveLog log, Runnable then) implements LineSink {
  @Override
  public void commit(LineBatch batch) {
    batch.lines().forEach(line -> log.take(line.text()));
  }

  @Override
  public void caughtUp() {
    log.caughtUp();
    then.run();
  }
}
