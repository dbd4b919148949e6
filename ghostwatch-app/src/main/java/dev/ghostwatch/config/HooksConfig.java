package dev.ghostwatch.config;

import dev.ghostwatch.config.schema.Key;
import dev.ghostwatch.config.schema.Kinds;
import dev.ghostwatch.config.schema.Section;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * {@code hooks}: what gh-ost's hook scripts report.
 *
 * @param spool the folder that the scripts drop their files into; null means where {@code hooks
 *     install} puts it
 */
public record HooksConfig(@Nullable Path spool) {
  static final Section<HooksConfig> SECTION =
      Section.of(keys -> {
        Key<@Nullable Path> spool = keys.optional("spool", Kinds.ownPath());
        return values -> new HooksConfig(values.of(spool));
      });
}
