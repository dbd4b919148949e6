package dev.ghostwatch.alert.subject;

import dev.ghostwatch.alert.Labels;
import dev.ghostwatch.client.value.TableName;
import dev.ghostwatch.document.LayersDocument;
import dev.ghostwatch.document.MigrationDocument;
import dev.ghostwatch.document.Shape;
import dev.ghostwatch.model.MigrationId;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.model.layers.ServersAndHost;
import dev.ghostwatch.model.server.ServerFigures;
import dev.ghostwatch.text.Language;
import dev.ghostwatch.text.Lazy;
import dev.ghostwatch.text.Texts;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What rules are asked of, at one moment. */
public sealed interface Subject {
  /** What tells it apart from others for as long as it is there. */
  String key();

  /** What an alert about it says of it. */
  Labels labels();

  /** The migration; null when it is none. */
  @Nullable Snapshot snapshot();

  /** A migration with everything around it. */
  record OfMigration(
      Snapshot snapshot, ServersAndHost around, Recent recent, AgentHealth agent, Instant now)
      implements Subject {
    @Override
    public String key() {
      return key(snapshot);
    }

    /** The key of the migration in a picture of it. */
    public static String key(Snapshot snapshot) {
      MigrationId id = snapshot.id();
      return "migration " + (id == null ? snapshot.table() + " " + snapshot.endpoint() : id.text());
    }

    @Override
    public Labels labels() {
      TableName table = snapshot.table();
      MigrationId id = snapshot.id();
      return Labels.of(
          Map.of(
              Labels.MIGRATION, table == null ? "" : table.toString(),
              Labels.RUN, id == null ? "" : id.text()));
    }
  }

  /** One configured database server. */
  record OfServer(ServerFigures server, ServersAndHost around, AgentHealth agent, Instant now)
      implements Subject {
    @Override
    public String key() {
      return "server " + server.name();
    }

    @Override
    public Labels labels() {
      return Labels.of(Map.of("server", server.name()));
    }

    @Override
    public @Nullable Snapshot snapshot() {
      return null;
    }
  }

  /** The agent and its host. */
  record OfAgent(ServersAndHost around, AgentHealth agent, Instant now) implements Subject {
    @Override
    public String key() {
      return "agent";
    }

    @Override
    public Labels labels() {
      return Labels.NONE;
    }

    @Override
    public @Nullable Snapshot snapshot() {
      return null;
    }
  }

  /**
   * The fields of a migration: those of its document, and {@code recent}, {@code agent}, {@code
   * now}.
   */
  static Shape<OfMigration> migrationShape() {
    Supplier<Texts> english = new Lazy<>(() -> Texts.of(Language.EN));
    return Shape.<OfMigration>named("subject")
        .all(new MigrationDocument(english).shape(), OfMigration::snapshot)
        .all(
            new LayersDocument(english).shape(),
            subject -> new LayersDocument.Surrounded(subject.snapshot(), subject.around()))
        .part("recent", Recent.SHAPE, OfMigration::recent)
        .part("agent", AgentHealth.SHAPE, OfMigration::agent)
        .time("now", OfMigration::now);
  }

  /** The fields of a server: {@code server}, {@code host}, {@code agent}, {@code now}. */
  static Shape<OfServer> serverShape() {
    LayersDocument layers = new LayersDocument(new Lazy<>(() -> Texts.of(Language.EN)));
    return Shape.<OfServer>named("subject")
        .part("server", layers.server(), OfServer::server)
        .part("host", LayersDocument.HOST, subject -> subject.around().host())
        .part("agent", AgentHealth.SHAPE, OfServer::agent)
        .time("now", OfServer::now);
  }

  /** The fields of the agent: {@code agent}, {@code mysql}, {@code host}, {@code now}. */
  static Shape<OfAgent> agentShape() {
    LayersDocument layers = new LayersDocument(new Lazy<>(() -> Texts.of(Language.EN)));
    return Shape.<OfAgent>named("subject")
        .part("agent", AgentHealth.SHAPE, OfAgent::agent)
        .all(layers.around(), OfAgent::around)
        .time("now", OfAgent::now);
  }
}
