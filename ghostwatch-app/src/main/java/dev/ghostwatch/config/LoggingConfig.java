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
 * @param file where it goes; null means standard error
 * @param format how a line is written
 * @param maxSize a file this large is rotated before its day is over
 * @param keep for how many days rotated files are kept, and how many files of {@code maxSize} they
 *     may take up altogether
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
        Key<Level> level = keys.key("level", Kinds.choice(Level.class), "info");
        Key<@Nullable Path> file = keys.optional("file", Kinds.ownPath());
        Key<Format> format = keys.key("format", Kinds.choice(Format.class), "text");
        Key<Long> maxSize = keys.key("max-size", Kinds.size(1L << 20, 1L << 40), "100MB");
        Key<Integer> keep = keys.key("keep", Kinds.number(1, 365), "7");
        return values ->
            new LoggingConfig(
                values.of(level),
                values.of(file),
                values.of(format),
                values.of(maxSize),
                values.of(keep));
      });
}
