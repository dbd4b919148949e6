package dev.ghostwatch.config;

import dev.ghostwatch.config.schema.Key;
import dev.ghostwatch.config.schema.Kinds;
import dev.ghostwatch.config.schema.Section;
import dev.ghostwatch.config.schema.Wording;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code web}: who may do what through HTTP.
 *
 * @param steering whether people and programs of this host must log in to steer
 * @param usersFile where users and tokens are
 * @param hostNames names that requests may be for
 * @param allowWithoutLogin whether the agent may be read from other hosts without logging in
 * @param allowWithoutTls whether it may be reached from other hosts in plain text
 * @param certificate PEM; null for plain text
 * @param key PEM; null for plain text
 */
public record WebConfig(
    Steering steering,
    Path usersFile,
    List<String> hostNames,
    boolean allowWithoutLogin,
    boolean allowWithoutTls,
    @Nullable Path certificate,
    @Nullable Path key) {
  /** Who steers. */
  public enum Steering {
    /** Who has logged in, or shows a token. */
    LOGIN,
    /** Everybody of this host too. */
    OPEN
  }

  public WebConfig {
    hostNames = List.copyOf(hostNames);
  }

  /** Whether it is served encrypted. */
  public boolean hasTls() {
    return certificate != null && key != null;
  }

  static final Section<WebConfig> SECTION =
      Section.of(keys -> {
        Key<Steering> steering = keys.key("steering", Kinds.choice(Steering.class), "login");
        Key<Path> usersFile = keys.fixed("users-file", Kinds.ownPath(), "users.json");
        Key<List<String>> hostNames = keys.list("host-names", Kinds.words());
        Key<Boolean> withoutLogin = keys.fixed("allow-without-login", Kinds.flag(), "false");
        Key<Boolean> withoutTls = keys.fixed("allow-without-tls", Kinds.flag(), "false");
        Key<@Nullable Path> certificate =
            keys.fixedOptional("tls-certificate", Kinds.besideTheFile());
        Key<@Nullable Path> key = keys.fixedOptional("tls-key", Kinds.besideTheFile());
        return values -> {
          if ((values.of(certificate) == null) != (values.of(key) == null) && values.isSound()) {
            values.reject(
                values.of(key) == null ? certificate : key,
                Wording.of("config.rule.certificateAndKey"));
          }
          return new WebConfig(
              values.of(steering),
              values.of(usersFile),
              values.of(hostNames),
              values.of(withoutLogin),
              values.of(withoutTls),
              values.of(certificate),
              values.of(key));
        };
      });
}
