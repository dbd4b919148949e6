package dev.ghostwatch.insight.log;

import dev.ghostwatch.client.log.LineBatch;

/** The figures of one sample, used again for the next. */
final class SampleFigures {
  /** Number of the line within the run's input, from 1. */
  long line;

  /** On the clock that wrote it; {@link LineBatch#NONE} when the line has no date. */
  long date;

  /** Where the sample is in its batch; negative when the hash is known. */
  int mark;

  /** Tells the texts of samples apart, where there is no mark. */
  long hash;

  long rows;
  long estimate;
  double percent;
  long applied;
  long backlog;
  long capacity;
  long total;
  long copy;
  long lagMillis;
  long heartbeatMillis;
  int state;
  long eta;

  void read(LineBatch batch, long firstLine) {
    line = firstLine + batch.line();
    date = batch.date();
    mark = batch.mark();
    rows = batch.rowsCopied();
    estimate = batch.rowsEstimate();
    percent = batch.percent();
    applied = batch.dmlApplied();
    backlog = batch.backlog();
    capacity = batch.backlogCapacity();
    total = batch.totalSeconds();
    copy = batch.copySeconds();
    lagMillis = batch.lagMillis();
    heartbeatMillis = batch.heartbeatLagMillis();
    state = batch.state();
    eta = batch.etaSeconds();
  }
}
