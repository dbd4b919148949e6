package dev.ghostwatch.alert.pipeline;

import dev.ghostwatch.config.AlertsConfig;
import dev.ghostwatch.config.alert.InhibitConfig;
import dev.ghostwatch.config.alert.RouteConfig;
import dev.ghostwatch.config.alert.TimeIntervals;
import dev.ghostwatch.config.alert.WindowConfig;
import dev.ghostwatch.config.receiver.ReceiverConfig;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the pipeline is told by the configuration.
 *
 * @param route the outermost route
 * @param inhibit what inhibits what
 * @param intervals the times that routes and windows name
 * @param windows maintenance windows
 * @param withoutResolved names of the receivers that do not want to know when something is over
 */
public record PipelineSetup(
    RouteConfig route,
    List<InhibitConfig> inhibit,
    TimeIntervals intervals,
    List<WindowConfig> windows,
    Set<String> withoutResolved) {
  public PipelineSetup {
    inhibit = List.copyOf(inhibit);
    windows = List.copyOf(windows);
    withoutResolved = Set.copyOf(withoutResolved);
  }

  public static PipelineSetup of(AlertsConfig config) {
    RouteConfig route = config.route();
    Set<String> without = new HashSet<>();
    for (Map.Entry<String, ReceiverConfig> receiver : config.receivers().entrySet()) {
      if (!receiver.getValue().sendResolved()) {
        without.add(receiver.getKey());
      }
    }
    return new PipelineSetup(
        route == null ? DefaultRoutes.of(config.receivers()) : route,
        config.inhibit(),
        new TimeIntervals(config.timeIntervals()),
        config.silences(),
        without);
  }
}
