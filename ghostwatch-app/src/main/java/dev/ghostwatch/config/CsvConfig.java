package dev.ghostwatch.config;

import dev.ghostwatch.config.schema.Key;
import dev.ghostwatch.config.schema.Kinds;
import dev.ghostwatch.config.schema.Section;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * {@code history.csv}: a row for each migration every so often, one file a day.
 *
 * @param directory where the files are; null means that none are written
 * @param interval between two rows
 * @param keep how long a file is kept
 */
public record CsvConfig(@Nullable Path directory, Duration interval, Duration keep) {
  static final Section<CsvConfig> SECTION =
      Section.of(keys -> {
        Key<@Nullable Path> directory = keys.optional("directory", Kinds.ownPath());
        Key<Duration> interval =
            keys.key("interval", Kinds.duration(Duration.ofSeconds(1), Duration.ofDays(1)), "1m");
        Key<Duration> keep =
            keys.key("keep", Kinds.duration(Duration.ofDays(1), Duration.ofDays(3650)), "7d");
        return values -> new CsvConfig(values.of(directory), values.of(interval), values.of(keep));
      });
}
