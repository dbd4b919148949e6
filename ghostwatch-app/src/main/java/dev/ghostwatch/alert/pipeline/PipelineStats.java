package dev.ghostwatch.alert.pipeline;

import java.util.Map;

/**
 * What the pipeline has done since its start.
 *
 * @param alerts alerts taken in, each change and each repetition
 * @param groups groups there are now
 * @param notifications notifications given to be delivered, by receiver
 * @param held alerts held back, by reason; one that stays held counts at each look
 * @param failures notifications that could not be given to be delivered
 */
public record PipelineStats(
    long alerts,
    int groups,
    Map<String, Long> notifications,
    Map<HoldReason, Long> held,
    long failures) {
  public PipelineStats {
    notifications = Map.copyOf(notifications);
    held = Map.copyOf(held);
  }
}
