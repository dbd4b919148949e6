package dev.ghostwatch.config.receiver;

import dev.ghostwatch.config.schema.Key;
import dev.ghostwatch.config.schema.Kinds;
import dev.ghostwatch.config.schema.Secret;
import dev.ghostwatch.config.schema.SecretKeys;
import dev.ghostwatch.config.schema.Section;
import java.util.List;

/**
 * {@code sms-twilio}: short messages through Twilio.
 *
 * @param api where Twilio's interface is
 * @param account Account SID
 * @param token auth token
 * @param from a number of the account, or the SID of a messaging service ({@code MG…})
 * @param to telephone numbers, {@code +…}; never empty
 */
public record SmsTwilioConfig(
    String api, String account, Secret token, String from, List<String> to)
    implements ReceiverKind {

  public SmsTwilioConfig {
    to = List.copyOf(to);
  }

  @Override
  public String word() {
    return "sms-twilio";
  }

  /** A number of Twilio's sends one a second. */
  @Override
  public int usualRate() {
    return 60;
  }

  static final Section<SmsTwilioConfig> SECTION =
      Section.of(keys -> {
        Key<String> account = keys.required("account-sid", Kinds.words(), "AC0000");
        SecretKeys token = keys.requiredSecret("auth-token", "TOKEN");
        Key<String> from = keys.required("from", Kinds.words(), "\"+15550000000\"");
        Key<List<String>> to = Recipients.declare(keys, "+15551234567");
        Key<String> api = keys.key("api", UrlKeys.open(), "https://api.twilio.com");
        return values -> {
          Recipients.mustBeSome(to, values);
          UrlKeys.warnOfPlainText(api, values.of(api), values);
          return new SmsTwilioConfig(
              values.of(api),
              values.of(account),
              token.requiredIn(values),
              values.of(from),
              values.of(to));
        };
      });
}
