package dev.ghostwatch.web;

import dev.ghostwatch.access.AccessFile;
import dev.ghostwatch.access.Randomness;
import dev.ghostwatch.alert.pipeline.AlertService;
import dev.ghostwatch.config.schema.Shown;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.model.layers.MigrationLayers;
import dev.ghostwatch.web.api.AgentInfo;
import dev.ghostwatch.web.api.Migrations;
import dev.ghostwatch.web.api.NoPast;
import dev.ghostwatch.web.api.Past;
import dev.ghostwatch.web.api.Steerable;
import dev.ghostwatch.web.security.Rules;
import dev.ghostwatch.web.security.TlsFiles;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the agent shows of itself.
 *
 * @param layers what is known around a migration
 * @param alerts null for an agent without alerts
 * @param past what it remembers
 * @param info what it says of itself
 * @param steering makes migrations ready to be steered
 * @param access who is let in
 */
public record AgentView(
    Migrations migrations,
    Function<Snapshot, MigrationLayers> layers,
    Readiness readiness,
    @Nullable AlertService alerts,
    Past past,
    AgentInfo info,
    Steerable.Opener steering,
    Access access,
    InstantSource clock) {
  /** An agent without alerts that remembers nothing. */
  public AgentView(
      Migrations migrations, Function<Snapshot, MigrationLayers> layers, Readiness readiness) {
    this(migrations, layers, readiness, null);
  }

  /** An agent that remembers nothing. */
  public AgentView(
      Migrations migrations,
      Function<Snapshot, MigrationLayers> layers,
      Readiness readiness,
      @Nullable AlertService alerts) {
    this(
        migrations,
        layers,
        readiness,
        alerts,
        new NoPast(),
        new Nameless(readiness),
        (_, _) -> null,
        Access.OPEN,
        () -> Instant.EPOCH);
  }

  /**
   * Who is let in.
   *
   * @param rules how strict the agent is; asked each time
   * @param tls null for plain text
   */
  public record Access(
      AccessFile file, Randomness randomness, Supplier<Rules> rules, @Nullable TlsFiles tls) {
    /** An agent where everybody of this host may do everything, and nobody can log in. */
    static final Access OPEN =
        new Access(
            new AccessFile(Path.of("/nonexistent/users.json")),
            bytes -> {
              throw new IllegalStateException("BUG: nobody can log in here");
            },
            () -> Rules.OPEN,
            null);
  }

  /** An agent that says nothing of itself. */
  private record Nameless(Readiness readiness) implements AgentInfo {
    @Override
    public String version() {
      return "unknown";
    }

    @Override
    public Instant startedAt() {
      return Instant.EPOCH;
    }

    @Override
    public @Nullable Instant lookedAt() {
      return null;
    }

    @Override
    public @Nullable Double storeLagSeconds() {
      return null;
    }

    @Override
    public List<String> obstacles() {
      return readiness.obstacles();
    }

    @Override
    public @Nullable String configFile() {
      return null;
    }

    @Override
    public ZoneId zone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Shown config() {
      return new Shown.Fields(Map.of());
    }
  }
}
