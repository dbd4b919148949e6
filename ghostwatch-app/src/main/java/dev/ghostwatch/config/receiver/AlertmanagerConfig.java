package dev.ghostwatch.config.receiver;

import dev.ghostwatch.config.schema.Key;
import dev.ghostwatch.config.schema.Kinds;
import dev.ghostwatch.config.schema.ListOf;
import dev.ghostwatch.config.schema.Secret;
import dev.ghostwatch.config.schema.SecretKeys;
import dev.ghostwatch.config.schema.Section;
import dev.ghostwatch.config.schema.Wording;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code alertmanager}: an Alertmanager cluster that takes the alerts over.
 *
 * @param urls of its members, each without {@code /api/v2/alerts}; all are told, one that takes it
 *     is enough; never empty
 * @param user for basic authentication; null for none
 * @param password of the user
 * @param token for bearer authentication; null for none
 * @param validFor how long Alertmanager takes an alert to fire that GhostWatch says no more of;
 *     must be longer than the route's repeat interval
 */
public record AlertmanagerConfig(
    List<String> urls,
    @Nullable String user,
    @Nullable Secret password,
    @Nullable Secret token,
    Duration validFor)
    implements ReceiverKind {

  public AlertmanagerConfig {
    urls = List.copyOf(urls);
  }

  @Override
  public String word() {
    return "alertmanager";
  }

  @Override
  public int usualRate() {
    return 0;
  }

  static final Section<AlertmanagerConfig> SECTION =
      Section.of(keys -> {
        Key<List<String>> urls =
            keys.required("urls", new ListOf<>(UrlKeys.open()), "[\"http://localhost:9093\"]");
        Key<@Nullable String> user = keys.optional("user", Kinds.words());
        SecretKeys password = keys.secret("password");
        SecretKeys token = keys.secret("token");
        Key<Duration> validFor =
            keys.key("valid-for", Kinds.duration(Duration.ofMinutes(1), Duration.ofDays(30)), "1d");
        return values -> {
          Recipients.mustBeSome(urls, values);
          Secret secret = password.in(values);
          Secret bearer = token.in(values);
          String name = values.of(user);
          if ((name == null) != (secret == null) && values.isSound()) {
            values.reject(user, Wording.of("config.rule.userAndPassword"));
          }
          for (String url : values.of(urls)) {
            if (name != null || bearer != null) {
              UrlKeys.warnOfPlainText(urls, url, values);
            }
          }
          return new AlertmanagerConfig(values.of(urls), name, secret, bearer, values.of(validFor));
        };
      });
}
