package dev.ghostwatch.config.receiver;

import dev.ghostwatch.config.schema.Key;
import dev.ghostwatch.config.schema.Kinds;
import dev.ghostwatch.config.schema.Secret;
import dev.ghostwatch.config.schema.SecretKeys;
import dev.ghostwatch.config.schema.Section;
import dev.ghostwatch.config.schema.Wording;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code webhook}: a POST of JSON, or of what a template makes, to any address.
 *
 * @param url where to
 * @param secret that the body is signed with (HMAC-SHA256); null for none
 * @param headers sent besides GhostWatch's own
 * @param template of the body (Mustache); null for the usual JSON
 * @param contentType of what the template makes
 */
public record WebhookConfig(
    Secret url,
    @Nullable Secret secret,
    Map<String, Secret> headers,
    @Nullable String template,
    String contentType)
    implements ReceiverKind {
  private static final Pattern TYPE = Pattern.compile("[\\w.+-]+/[\\w.+-]+(?:; ?[\\w.+=-]+)*");

  public WebhookConfig {
    headers = new TreeMap<>(headers);
  }

  @Override
  public String word() {
    return "webhook";
  }

  @Override
  public int usualRate() {
    return 0;
  }

  static final Section<WebhookConfig> SECTION =
      Section.of(keys -> {
        UrlKeys url = UrlKeys.declare(keys, "https://alerts.example.com/ghostwatch");
        SecretKeys secret = keys.secret("secret");
        Key<Map<String, Secret>> headers = keys.named("headers", Kinds.secret());
        Key<@Nullable String> template = keys.optional("template", Kinds.words());
        Key<String> type =
            keys.key(
                "content-type",
                Kinds.matching(TYPE, Wording.of("config.kind.contentType")),
                "application/json");
        return values ->
            new WebhookConfig(
                url.in(values),
                secret.in(values),
                values.of(headers),
                values.of(template),
                values.of(type));
      });
}
