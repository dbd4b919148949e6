package dev.ghostwatch.config;

import dev.ghostwatch.config.schema.Key;
import dev.ghostwatch.config.schema.Kinds;
import dev.ghostwatch.config.schema.Section;
import dev.ghostwatch.config.schema.Wording;
import java.nio.file.Path;
import java.time.Duration;

/**
 * {@code history}: what is remembered.
 *
 * @param enabled whether anything is
 * @param path the SQLite file
 * @param recent how long samples are kept as rows before they are packed
 * @param retention how long anything is kept
 * @param maxSize of the store; the oldest goes first
 * @param spoolMaxSize of what waits in a file while the store cannot be written
 * @param csv the continuous CSV files
 */
public record HistoryConfig(
    boolean enabled,
    Path path,
    Duration recent,
    Duration retention,
    long maxSize,
    long spoolMaxSize,
    CsvConfig csv) {
  private static final long MEBIBYTE = 1L << 20;
  private static final long TEBIBYTE = 1L << 40;

  static final Section<HistoryConfig> SECTION =
      Section.of(keys -> {
        Key<Boolean> enabled = keys.fixed("enabled", Kinds.flag(), "true");
        Key<Path> path = keys.fixed("path", Kinds.ownPath(), "history.db");
        Key<Duration> recent =
            keys.key("recent", Kinds.duration(Duration.ofMinutes(10), Duration.ofDays(7)), "6h");
        Key<Duration> retention =
            keys.key(
                "retention", Kinds.duration(Duration.ofHours(1), Duration.ofDays(3650)), "90d");
        Key<Long> maxSize = keys.key("max-size", Kinds.size(16 * MEBIBYTE, 16 * TEBIBYTE), "4GB");
        Key<Long> spool = keys.fixed("spool-max-size", Kinds.size(MEBIBYTE, TEBIBYTE), "256MB");
        Key<CsvConfig> csv = keys.section("csv", CsvConfig.SECTION);
        return values -> {
          if (values.of(retention).compareTo(values.of(recent)) < 0) {
            values.reject(retention, Wording.of("config.rule.notLess", recent.name()));
          }
          return new HistoryConfig(
              values.of(enabled),
              values.of(path),
              values.of(recent),
              values.of(retention),
              values.of(maxSize),
              values.of(spool),
              values.of(csv));
        };
      });
}
