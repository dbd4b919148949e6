package dev.ghostwatch.config;

import dev.ghostwatch.config.schema.Key;
import dev.ghostwatch.config.schema.Kinds;
import dev.ghostwatch.config.schema.Section;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * {@code log}: how gh-ost's logs are read.
 *
 * @param follow whether they are read at all
 * @param start where reading begins in a log that is met for the first time
 * @param timeZone of times that are written without one; null means the host's
 */
public record LogConfig(boolean follow, Start start, @Nullable ZoneId timeZone) {
  /** Where reading a log begins. */
  public enum Start {
    /** What happened before GhostWatch started is known too. */
    BEGINNING,
    END
  }

  static final Section<LogConfig> SECTION =
      Section.of(keys -> {
        Key<Boolean> follow = keys.key("follow", Kinds.flag(), "true");
        Key<Start> start = keys.key("start", Kinds.choice(Start.class), "beginning");
        Key<@Nullable ZoneId> zone = keys.optional("time-zone", Kinds.timeZone());
        return values -> new LogConfig(values.of(follow), values.of(start), values.of(zone));
      });
}
