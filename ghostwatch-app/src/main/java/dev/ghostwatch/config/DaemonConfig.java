package dev.ghostwatch.config;

import dev.ghostwatch.config.schema.Key;
import dev.ghostwatch.config.schema.Kinds;
import dev.ghostwatch.config.schema.Section;
import java.nio.file.Path;
import java.time.Duration;

/**
 * {@code daemon}: the agent as a process.
 *
 * @param pidFile tells that an agent runs, and which
 * @param logFile where its output goes when {@code ghostwatch start} started it
 * @param startTimeout how long {@code start} waits until it is ready
 * @param stopTimeout how long {@code stop} waits until it has ended
 */
public record DaemonConfig(
    Path pidFile, Path logFile, Duration startTimeout, Duration stopTimeout) {
  static final Section<DaemonConfig> SECTION =
      Section.of(keys -> {
        Key<Path> pidFile = keys.fixed("pid-file", Kinds.ownPath(), "ghostwatch.pid");
        Key<Path> logFile = keys.fixed("log-file", Kinds.ownPath(), "ghostwatch.log");
        Key<Duration> start =
            keys.key(
                "start-timeout", Kinds.duration(Duration.ofSeconds(1), Duration.ofHours(1)), "30s");
        Key<Duration> stop =
            keys.key(
                "stop-timeout", Kinds.duration(Duration.ofSeconds(1), Duration.ofHours(1)), "10s");
        return values ->
            new DaemonConfig(
                values.of(pidFile), values.of(logFile), values.of(start), values.of(stop));
      });
}
