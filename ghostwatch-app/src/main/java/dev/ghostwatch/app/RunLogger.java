package dev.ghostwatch.app;

import dev.ghostwatch.client.status.Settings;
import dev.ghostwatch.client.value.Printable;
import dev.ghostwatch.model.MigrationEvent;
import dev.ghostwatch.model.Outcome;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.monitor.RunListener;
import dev.ghostwatch.monitor.SettingDifferences;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes to the agent's log what becomes of the runs: a line for each change, none for a poll. */
final class RunLogger implements RunListener {
  private static final Logger LOG = LoggerFactory.getLogger("dev.ghostwatch.migration");

  @Override
  public void began(Snapshot snapshot) {
    LOG.info("event=found migration={} endpoint={}", id(snapshot), snapshot.endpoint());
  }

  @Override
  public void happened(Snapshot snapshot, MigrationEvent event) {
    LOG.info(
        "event={} migration={} source={} text=\"{}\"",
        event.type(),
        id(snapshot),
        event.source().jsonName(),
        Printable.text(event.text()));
  }

  @Override
  public void settingsChanged(Snapshot snapshot, @Nullable Settings before, Settings after) {
    if (before == null) {
      return;
    }
    SettingDifferences.between(before, after)
        .values()
        .forEach(change ->
            LOG.info(
                "event=setting-changed migration={} setting={} before=\"{}\" after=\"{}\"",
                id(snapshot),
                change.name(),
                Printable.text(String.valueOf(change.before())),
                Printable.text(String.valueOf(change.after()))));
  }

  @Override
  public void ended(Snapshot snapshot, Outcome outcome) {
    LOG.info("event=ended migration={} lifecycle={}", id(snapshot), outcome.lifecycle().jsonName());
  }

  /** A run that ended before it said what it is has its table at most, or its process. */
  private static String id(Snapshot snapshot) {
    if (snapshot.id() != null) {
      return snapshot.id().text();
    }
    String name = snapshot.table() == null ? "?" : Printable.text(snapshot.table().toString());
    return snapshot.process() == null ? name : name + " pid=" + snapshot.process().pid();
  }
}
