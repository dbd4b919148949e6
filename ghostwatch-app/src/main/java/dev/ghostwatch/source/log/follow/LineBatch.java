package dev.ghostwatch.source.log.follow;

import java.util.List;

/**
 * Lines of one file in their order, and the place behind them.
 *
 * @param lines empty when only the place has changed: at the start, and when the follower goes over
 *     to another file
 * @param place where to go on once the lines are kept
 */
public record LineBatch(List<LogLine> lines, LogPlace place) {
  public LineBatch {
    lines = List.copyOf(lines);
  }
}
