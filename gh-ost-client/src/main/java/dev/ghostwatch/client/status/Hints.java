package dev.ghostwatch.client.status;

import static java.util.Objects.requireNonNull;

import dev.ghostwatch.client.value.TableName;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The block of lines beginning with {@code #} that gh-ost prints before a status line: who is
 * migrated, where, since when, and with which settings. Lines may be missing; what they would say
 * is null.
 *
 * @param table the migrated table
 * @param ghostTable name of the ghost table, in the same database
 * @param migratedHost host and port that is written to
 * @param inspectedHost host and port whose binary log is read
 * @param executingHost host that gh-ost runs on
 * @param startedAt start of the run, in whole seconds, with the zone of gh-ost's host
 * @param unrecognised lines, or parts of them, beginning with {@code #} that are not known
 */
public record Hints(
    @Nullable TableName table,
    @Nullable String ghostTable,
    @Nullable String migratedHost,
    @Nullable String inspectedHost,
    @Nullable String executingHost,
    @Nullable OffsetDateTime startedAt,
    Settings settings,
    List<String> unrecognised) {

  public Hints {
    requireNonNull(settings, "settings is null");
    unrecognised = List.copyOf(unrecognised);
  }
}
