package dev.ghostwatch.model.history;

import dev.ghostwatch.model.Lifecycle;
import dev.ghostwatch.model.MigrationId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One run of gh-ost as it is remembered. What is not known is null or empty; writing it again with
 * more known fills the gaps and never forgets.
 *
 * @param id the migration's id, {@code db.table@start}
 * @param database the database, as gh-ost names it
 * @param table the table
 * @param migratedHost the server whose table is migrated, {@code host:port}
 * @param inspectedHost the server gh-ost reads the binary log of
 * @param executingHost the host gh-ost runs on
 * @param ghostVersion gh-ost's version
 * @param startedAt when the run started
 * @param endedAt when it ended; null while it runs
 * @param lifecycle where the run stands
 * @param lastWords how GhostWatch knows how it ended, and gh-ost's own last error
 * @param endpoint the control interface, {@code unix:PATH} or {@code tcp:HOST:PORT}
 * @param pid process id on the executing host
 * @param arguments gh-ost's arguments, secrets masked
 * @param settings the settings as first seen, name and value
 */
public record MigrationRow(
    String id,
    String database,
    String table,
    @Nullable String migratedHost,
    @Nullable String inspectedHost,
    @Nullable String executingHost,
    @Nullable String ghostVersion,
    Instant startedAt,
    @Nullable Instant endedAt,
    Lifecycle lifecycle,
    @Nullable String lastWords,
    @Nullable String endpoint,
    @Nullable Long pid,
    List<String> arguments,
    Map<String, String> settings) {
  /** The last words of a run whose end nobody saw and no log told. */
  public static final String UNSEEN =
      "it ended while no agent was running, so how it ended is not known; its log tells";

  public MigrationRow {
    arguments = List.copyOf(arguments);
    settings = Map.copyOf(settings);
  }

  /** A run of which only the id is known. */
  public static MigrationRow of(MigrationId id) {
    return new MigrationRow(
        id.text(),
        id.table().database(),
        id.table().table(),
        null,
        null,
        null,
        null,
        id.startedAt(),
        null,
        Lifecycle.RUNNING,
        null,
        null,
        null,
        List.of(),
        Map.of());
  }

  /** Whether it ended while no agent looked, so that nobody knows how. */
  public boolean isUnseen() {
    return lifecycle == Lifecycle.VANISHED && UNSEEN.equals(lastWords);
  }

  /** The same run, ended. */
  public MigrationRow ended(Instant at, Lifecycle how, @Nullable String words) {
    return new MigrationRow(
        id,
        database,
        table,
        migratedHost,
        inspectedHost,
        executingHost,
        ghostVersion,
        startedAt,
        at,
        how,
        words,
        endpoint,
        pid,
        arguments,
        settings);
  }
}
