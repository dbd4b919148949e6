package dev.ghostwatch.config.receiver;

import dev.ghostwatch.config.schema.Key;
import dev.ghostwatch.config.schema.Secret;
import dev.ghostwatch.config.schema.SecretKeys;
import dev.ghostwatch.config.schema.Section;

/**
 * {@code pagerduty}: an integration of a service, Events API v2.
 *
 * @param url where PagerDuty takes events
 * @param routingKey of the integration
 */
public record PagerDutyConfig(String url, Secret routingKey) implements ReceiverKind {
  @Override
  public String word() {
    return "pagerduty";
  }

  /** PagerDuty takes 120 events a minute for each integration. */
  @Override
  public int usualRate() {
    return 120;
  }

  static final Section<PagerDutyConfig> SECTION =
      Section.of(keys -> {
        SecretKeys key = keys.requiredSecret("routing-key", "KEY");
        Key<String> url =
            keys.key("api", UrlKeys.open(), "https://events.pagerduty.com/v2/enqueue");
        return values -> {
          UrlKeys.warnOfPlainText(url, values.of(url), values);
          return new PagerDutyConfig(values.of(url), key.requiredIn(values));
        };
      });
}
