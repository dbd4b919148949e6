package dev.ghostwatch.app;

import dev.ghostwatch.config.LoadedConfig;
import dev.ghostwatch.config.schema.Shown;
import dev.ghostwatch.web.api.AgentInfo;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the agent says of itself over HTTP. */
record AgentFacts(
    String version,
    Instant startedAt,
    Supplier<@Nullable Instant> looked,
    @Nullable Memory memory,
    Supplier<List<String>> troubles,
    Supplier<LoadedConfig> loaded)
    implements AgentInfo {
  @Override
  public @Nullable Instant lookedAt() {
    return looked.get();
  }

  @Override
  public @Nullable Double storeLagSeconds() {
    return memory == null ? null : Double.valueOf(memory.lagSeconds());
  }

  @Override
  public List<String> obstacles() {
    return troubles.get();
  }

  @Override
  public @Nullable String configFile() {
    return loaded.get().file() == null ? null : String.valueOf(loaded.get().file());
  }

  @Override
  public Shown config() {
    return loaded.get().shown();
  }

  @Override
  public ZoneId zone() {
    ZoneId configured = loaded.get().config().log().timeZone();
    return configured == null ? ZoneId.systemDefault() : configured;
  }
}
