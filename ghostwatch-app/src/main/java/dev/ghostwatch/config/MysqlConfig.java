package dev.ghostwatch.config;

import dev.ghostwatch.config.schema.Key;
import dev.ghostwatch.config.schema.Section;
import dev.ghostwatch.config.schema.Wording;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * {@code mysql}: the database servers to look at.
 *
 * @param servers none by default
 */
public record MysqlConfig(List<MysqlServerConfig> servers) {
  static final Section<MysqlConfig> SECTION =
      Section.of(keys -> {
        Key<List<MysqlServerConfig>> servers = keys.list("servers", MysqlServerConfig.SECTION);
        return values -> {
          Set<String> names = new HashSet<>();
          for (MysqlServerConfig server : values.of(servers)) {
            if (!names.add(server.name()) && values.isSound()) {
              values.reject(servers, Wording.of("config.rule.sameName", server.name()));
            }
          }
          return new MysqlConfig(values.of(servers));
        };
      });
}
