package dev.ghostwatch.model;

import dev.ghostwatch.client.status.Settings;
import dev.ghostwatch.client.status.StatusLine;
import dev.ghostwatch.client.value.TableName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything known of one migration at one moment. Immutable; whatever is not known is null.
 *
 * @param table database and table being migrated
 * @param ghostTable name of the table the rows are copied into
 * @param migratedHost the server whose table is migrated, {@code host:port}
 * @param inspectedHost the server gh-ost reads the binary log of
 * @param executingHost the host gh-ost runs on
 * @param startedAt when the run started
 * @param ghostVersion gh-ost's version, from its log
 * @param endpoint the control interface, {@code unix:PATH} or {@code tcp:HOST:PORT}
 * @param observedAt when the newest part was observed
 * @param lifecycle where the run stands
 * @param line the newest status line
 * @param settings the settings as last shown
 * @param rates speeds derived from the samples
 * @param eta when it is expected to end; null without a sample and once it has ended
 * @param process the gh-ost process on this host
 * @param sources where the picture comes from and how fresh each source is
 * @param notices what keeps sources from telling all they could
 * @param findings what the diagnosis found
 */
public record Snapshot(
    @Nullable TableName table,
    @Nullable String ghostTable,
    @Nullable String migratedHost,
    @Nullable String inspectedHost,
    @Nullable String executingHost,
    @Nullable Instant startedAt,
    @Nullable String ghostVersion,
    @Nullable String endpoint,
    @Nullable Instant observedAt,
    Lifecycle lifecycle,
    @Nullable StatusLine line,
    @Nullable Settings settings,
    @Nullable Rates rates,
    @Nullable Eta eta,
    @Nullable ProcessFacts process,
    List<SourceAge> sources,
    List<Notice> notices,
    List<Finding> findings) {
  public Snapshot {
    sources = List.copyOf(sources);
    notices = List.copyOf(notices);
    findings = List.copyOf(findings);
  }

  /** A picture to be filled: of a run of which nothing else is known. */
  public static SnapshotBuilder of() {
    return new SnapshotBuilder();
  }

  /** The same, to be changed. */
  public SnapshotBuilder but() {
    return new SnapshotBuilder(this);
  }

  /** The same with other speeds. */
  public Snapshot withRates(@Nullable Rates other) {
    return but().rates(other).build();
  }

  /** The same with another expected end. */
  public Snapshot withEta(@Nullable Eta other) {
    return but().eta(other).build();
  }

  /** The same with what the diagnosis found. */
  public Snapshot withFindings(List<Finding> found) {
    return but().findings(found).build();
  }

  /** The migration's id; null while the table or the start is not known. */
  public @Nullable MigrationId id() {
    return table == null || startedAt == null ? null : new MigrationId(table, startedAt);
  }
}
