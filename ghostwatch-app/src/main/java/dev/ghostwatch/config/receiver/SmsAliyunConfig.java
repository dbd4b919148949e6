package dev.ghostwatch.config.receiver;

import dev.ghostwatch.config.schema.Key;
import dev.ghostwatch.config.schema.Kinds;
import dev.ghostwatch.config.schema.MapOf;
import dev.ghostwatch.config.schema.Secret;
import dev.ghostwatch.config.schema.SecretKeys;
import dev.ghostwatch.config.schema.Section;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code sms-aliyun}: short messages through Aliyun, by a template that Aliyun has approved.
 *
 * @param api where Aliyun's interface is
 * @param keyId AccessKey ID
 * @param keySecret AccessKey secret
 * @param signName approved signature of the messages
 * @param template code of the approved template
 * @param parameters what its variables are filled with; texts with {@code {title}}, {@code
 *     {message}}, {@code {level}}, {@code {migration}}, {@code {state}}
 * @param to telephone numbers; never empty
 */
public record SmsAliyunConfig(
    String api,
    String keyId,
    Secret keySecret,
    String signName,
    String template,
    Map<String, String> parameters,
    List<String> to)
    implements ReceiverKind {

  public SmsAliyunConfig {
    parameters = new TreeMap<>(parameters);
    to = List.copyOf(to);
  }

  @Override
  public String word() {
    return "sms-aliyun";
  }

  @Override
  public int usualRate() {
    return 0;
  }

  static final Section<SmsAliyunConfig> SECTION =
      Section.of(keys -> {
        Key<String> keyId = keys.required("access-key-id", Kinds.words(), "LTAI0000");
        SecretKeys keySecret = keys.requiredSecret("access-key-secret", "SECRET");
        Key<String> signName = keys.required("sign-name", Kinds.words(), "GhostWatch");
        Key<String> template = keys.required("template-code", Kinds.words(), "SMS_000000");
        Key<Map<String, String>> parameters =
            keys.key(
                "template-params",
                new MapOf<>(Kinds.words()),
                "{level: \"{level}\", title: \"{title}\"}");
        Key<List<String>> to = Recipients.declare(keys, "13800000000");
        Key<String> api = keys.key("api", UrlKeys.open(), "https://dysmsapi.aliyuncs.com");
        return values -> {
          Recipients.mustBeSome(to, values);
          UrlKeys.warnOfPlainText(api, values.of(api), values);
          return new SmsAliyunConfig(
              values.of(api),
              values.of(keyId),
              keySecret.requiredIn(values),
              values.of(signName),
              values.of(template),
              values.of(parameters),
              values.of(to));
        };
      });
}
