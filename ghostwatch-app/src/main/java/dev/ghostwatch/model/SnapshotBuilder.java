package dev.ghostwatch.model;

import dev.ghostwatch.client.status.Settings;
import dev.ghostwatch.client.status.StatusLine;
import dev.ghostwatch.client.value.TableName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts the picture of a migration together: what is not said is not known, and it runs. Not safe
 * for use by several threads.
 */
public final class SnapshotBuilder {
  private @Nullable TableName table;
  private @Nullable String ghostTable;
  private @Nullable String migratedHost;
  private @Nullable String inspectedHost;
  private @Nullable String executingHost;
  private @Nullable Instant startedAt;
  private @Nullable String ghostVersion;
  private @Nullable String endpoint;
  private @Nullable Instant observedAt;
  private Lifecycle lifecycle = Lifecycle.RUNNING;
  private @Nullable StatusLine line;
  private @Nullable Settings settings;
  private @Nullable Rates rates;
  private @Nullable Eta eta;
  private @Nullable ProcessFacts process;
  private List<SourceAge> sources = List.of();
  private List<Notice> notices = List.of();
  private List<Finding> findings = List.of();

  SnapshotBuilder() {}

  SnapshotBuilder(Snapshot from) {
    table = from.table();
    ghostTable = from.ghostTable();
    migratedHost = from.migratedHost();
    inspectedHost = from.inspectedHost();
    executingHost = from.executingHost();
    startedAt = from.startedAt();
    ghostVersion = from.ghostVersion();
    endpoint = from.endpoint();
    observedAt = from.observedAt();
    lifecycle = from.lifecycle();
    line = from.line();
    settings = from.settings();
    rates = from.rates();
    eta = from.eta();
    process = from.process();
    sources = from.sources();
    notices = from.notices();
    findings = from.findings();
  }

  public SnapshotBuilder table(@Nullable TableName value) {
    table = value;
    return this;
  }

  public SnapshotBuilder ghostTable(@Nullable String value) {
    ghostTable = value;
    return this;
  }

  public SnapshotBuilder migratedHost(@Nullable String value) {
    migratedHost = value;
    return this;
  }

  public SnapshotBuilder inspectedHost(@Nullable String value) {
    inspectedHost = value;
    return this;
  }

  public SnapshotBuilder executingHost(@Nullable String value) {
    executingHost = value;
    return this;
  }

  public SnapshotBuilder startedAt(@Nullable Instant value) {
    startedAt = value;
    return this;
  }

  public SnapshotBuilder ghostVersion(@Nullable String value) {
    ghostVersion = value;
    return this;
  }

  public SnapshotBuilder endpoint(@Nullable String value) {
    endpoint = value;
    return this;
  }

  public SnapshotBuilder observedAt(@Nullable Instant value) {
    observedAt = value;
    return this;
  }

  public SnapshotBuilder lifecycle(Lifecycle value) {
    lifecycle = value;
    return this;
  }

  public SnapshotBuilder line(@Nullable StatusLine value) {
    line = value;
    return this;
  }

  public SnapshotBuilder settings(@Nullable Settings value) {
    settings = value;
    return this;
  }

  public SnapshotBuilder rates(@Nullable Rates value) {
    rates = value;
    return this;
  }

  public SnapshotBuilder eta(@Nullable Eta value) {
    eta = value;
    return this;
  }

  public SnapshotBuilder process(@Nullable ProcessFacts value) {
    process = value;
    return this;
  }

  public SnapshotBuilder sources(List<SourceAge> value) {
    sources = value;
    return this;
  }

  public SnapshotBuilder notices(List<Notice> value) {
    notices = value;
    return this;
  }

  public SnapshotBuilder findings(List<Finding> value) {
    findings = value;
    return this;
  }

  public Snapshot build() {
    return new Snapshot(
        table,
        ghostTable,
        migratedHost,
        inspectedHost,
        executingHost,
        startedAt,
        ghostVersion,
        endpoint,
        observedAt,
        lifecycle,
        line,
        settings,
        rates,
        eta,
        process,
        sources,
        notices,
        findings);
  }
}
