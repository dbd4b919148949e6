package dev.ghostwatch.config;

import dev.ghostwatch.config.schema.Key;
import dev.ghostwatch.config.schema.Kinds;
import dev.ghostwatch.config.schema.Section;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * {@code logging}: the agent's own log.
 *
 * @param level the least important level that is written
 * @param file where it goes; null means standard output
 * @param format how a line is written
 * @param maxSize a file this large is rotated before its day is over
 * @param keep how many rotated files are kept
 */
public record LoggingConfig(
    Level level, @Nullable Path file, Format format, long maxSize, int keep) {
  /** How important a line is. */
  public enum Level {
    ERROR,
    WARN,
    INFO,
    DEBUG,
    TRACE
  }

  /** How a line is written. */
  public enum Format {
    TEXT,
    JSON
  }

  static final Section<LoggingConfig> SECTION =
      Section.of(keys -> {
        Key<Level> level = keys.fixed("level", Kinds.choice(Level.class), "info");
        Key<@Nullable Path> file = keys.fixedOptional("file", Kinds.ownPath());
        Key<Format> format = keys.fixed("format", Kinds.choice(Format.class), "text");
        Key<Long> maxSize = keys.fixed("max-size", Kinds.size(1L << 20, 1L << 40), "100MB");
        Key<Integer> keep = keys.fixed("keep", Kinds.number(1, 365), "7");
        return values ->
            new LoggingConfig(
                values.of(level),
                values.of(file),
                values.of(format),
                values.of(maxSize),
                values.of(keep));
      });
}
