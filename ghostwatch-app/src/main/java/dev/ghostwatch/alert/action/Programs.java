package dev.ghostwatch.alert.action;

import dev.ghostwatch.alert.rule.RuleState;
import dev.ghostwatch.model.Snapshot;
import java.time.Duration;
import java.util.List;

/** Runs programs for actions. */
@FunctionalInterface
public interface Programs {
  /**
   * Runs a program with the alert on its standard input, and waits for it.
   *
   * @return how it ended, in words for the log
   * @throws ActionFailedException when it could not be started, failed, or took too long and was
   *     ended
   */
  String run(List<String> command, RuleState alert, Snapshot snapshot, Duration limit)
      throws ActionFailedException, InterruptedException;
}
