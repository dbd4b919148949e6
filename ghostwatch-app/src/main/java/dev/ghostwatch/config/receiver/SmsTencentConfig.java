package dev.ghostwatch.config.receiver;

import dev.ghostwatch.config.schema.Key;
import dev.ghostwatch.config.schema.Kinds;
import dev.ghostwatch.config.schema.ListOf;
import dev.ghostwatch.config.schema.Secret;
import dev.ghostwatch.config.schema.SecretKeys;
import dev.ghostwatch.config.schema.Section;
import java.util.List;

/**
 * {@code sms-tencent}: short messages through Tencent Cloud, by a template that Tencent has
 * approved.
 *
 * @param api where Tencent's interface is
 * @param region of the interface
 * @param keyId SecretId
 * @param keySecret SecretKey
 * @param app SdkAppId
 * @param signName approved signature of the messages
 * @param template id of the approved template
 * @param parameters what its variables are filled with, in their order; texts with {@code {title}},
 *     {@code {message}}, {@code {level}}, {@code {migration}}, {@code {state}}
 * @param to telephone numbers, {@code +86…}; never empty
 */
public record SmsTencentConfig(
    String api,
    String region,
    String keyId,
    Secret keySecret,
    String app,
    String signName,
    String template,
    List<String> parameters,
    List<String> to)
    implements ReceiverKind {

  public SmsTencentConfig {
    parameters = List.copyOf(parameters);
    to = List.copyOf(to);
  }

  @Override
  public String word() {
    return "sms-tencent";
  }

  @Override
  public int usualRate() {
    return 0;
  }

  static final Section<SmsTencentConfig> SECTION =
      Section.of(keys -> {
        Key<String> keyId = keys.required("secret-id", Kinds.words(), "AKID0000");
        SecretKeys keySecret = keys.requiredSecret("secret-key", "SECRET");
        Key<String> app = keys.required("sdk-app-id", Kinds.words(), "1400000000");
        Key<String> signName = keys.required("sign-name", Kinds.words(), "GhostWatch");
        Key<String> template = keys.required("template-id", Kinds.words(), "1000000");
        Key<List<String>> parameters =
            keys.key("template-params", new ListOf<>(Kinds.words()), "[\"{level}\", \"{title}\"]");
        Key<List<String>> to = Recipients.declare(keys, "+8613800000000");
        Key<String> region = keys.key("region", Kinds.words(), "ap-guangzhou");
        Key<String> api = keys.key("api", UrlKeys.open(), "https://sms.tencentcloudapi.com");
        return values -> {
          Recipients.mustBeSome(to, values);
          UrlKeys.warnOfPlainText(api, values.of(api), values);
          return new SmsTencentConfig(
              values.of(api),
              values.of(region),
              values.of(keyId),
              keySecret.requiredIn(values),
              values.of(app),
              values.of(signName),
              values.of(template),
              values.of(parameters),
              values.of(to));
        };
      });
}
