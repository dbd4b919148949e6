package dev.ghostwatch.web.api;

import dev.ghostwatch.config.schema.Shown;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the agent says of itself. Thread-safe. */
public interface AgentInfo {
  String version();

  Instant startedAt();

  /** When the host was last looked at for migrations; null before the first time. */
  @Nullable Instant lookedAt();

  /** How far the history is behind; null when nothing is remembered. */
  @Nullable Double storeLagSeconds();

  /** What keeps it from its work, a sentence each; empty when it is ready. */
  List<String> obstacles();

  /** The file its configuration was read from; null when everything is at its default. */
  @Nullable String configFile();

  /** The configuration in force, with defaults, without secrets. */
  Shown config();

  /** The time zone of logs that do not say theirs. */
  ZoneId zone();
}
