package dev.ghostwatch.config.receiver;

import dev.ghostwatch.config.schema.Key;
import dev.ghostwatch.config.schema.Keys;
import dev.ghostwatch.config.schema.Kinds;
import dev.ghostwatch.config.schema.Scalar;
import dev.ghostwatch.config.schema.Secret;
import dev.ghostwatch.config.schema.SecretKeys;
import dev.ghostwatch.config.schema.Values;
import dev.ghostwatch.config.schema.Wording;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A web address that must be given and is a secret, as the token of a robot is part of it: {@code
 * url}, {@code url-file} or {@code url-env}.
 */
record UrlKeys(SecretKeys keys) {
  private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s/?#@]+(?:[/?#]\\S*)?");
  private static final Set<String> OWN_HOST = Set.of("localhost", "127.0.0.1", "[::1]");

  static UrlKeys declare(Keys keys, String example) {
    return new UrlKeys(keys.requiredSecret("url", example));
  }

  /** A web address that is no secret. */
  static Scalar<String> open() {
    return Kinds.matching(ADDRESS, Wording.of("config.kind.url"));
  }

  Secret in(Values values) {
    Secret url = keys.requiredIn(values);
    if (url.reveal().equals("?")) {
      return url;
    }
    URI uri = uri(url.reveal());
    Key<?> given =
        values.isGiven(keys.inline())
            ? keys.inline()
            : values.isGiven(keys.file()) ? keys.file() : keys.variable();
    if (uri == null) {
      values.reject(given, Wording.of("config.rule.url"));
    } else {
      warnOfPlainText(given, uri, values);
    }
    return url;
  }

  static void warnOfPlainText(Key<?> key, String url, Values values) {
    URI uri = uri(url);
    if (uri != null) {
      warnOfPlainText(key, uri, values);
    }
  }

  private static void warnOfPlainText(Key<?> key, URI uri, Values values) {
    if ("http".equals(uri.getScheme()) && !OWN_HOST.contains(uri.getHost())) {
      values.warn(key, Wording.of("config.warning.plainUrl", uri.getHost()));
    }
  }

  private static @Nullable URI uri(String text) {
    try {
      URI uri = new URI(text);
      return ADDRESS.matcher(text).matches() && uri.getHost() != null ? uri : null;
    } catch (URISyntaxException _) {
      return null;
    }
  }
}
