package dev.ghostwatch.config;

import dev.ghostwatch.config.schema.Key;
import dev.ghostwatch.config.schema.Kinds;
import dev.ghostwatch.config.schema.Section;
import java.nio.file.Path;

/**
 * {@code hooks}: what gh-ost's hook scripts report.
 *
 * @param spool the folder that the scripts drop their files into
 */
public record HooksConfig(Path spool) {
  static final Section<HooksConfig> SECTION =
      Section.of(keys -> {
        Key<Path> spool = keys.fixed("spool", Kinds.ownPath(), "hooks");
        return values -> new HooksConfig(values.of(spool));
      });
}
