package dev.ghostwatch.config.receiver;

import dev.ghostwatch.config.receiver.Mentions.MentionKeys;
import dev.ghostwatch.config.schema.Key;
import dev.ghostwatch.config.schema.Kinds;
import dev.ghostwatch.config.schema.Secret;
import dev.ghostwatch.config.schema.SecretKeys;
import dev.ghostwatch.config.schema.Section;
import org.jspecify.annotations.Nullable;

/**
 * {@code feishu}: a robot of a Feishu or Lark group.
 *
 * @param url its address with the token
 * @param secret that requests are signed with; null for a robot without signature
 * @param format of its messages
 * @param mentions whom it calls
 */
public record FeishuConfig(Secret url, @Nullable Secret secret, Format format, Mentions mentions)
    implements ReceiverKind {

  /** How a message is written. */
  public enum Format {
    MARKDOWN,
    TEXT
  }

  @Override
  public String word() {
    return "feishu";
  }

  /** A robot may send 100 a minute and five a second. */
  @Override
  public int usualRate() {
    return 100;
  }

  static final Section<FeishuConfig> SECTION =
      Section.of(keys -> {
        UrlKeys url = UrlKeys.declare(keys, "https://open.feishu.cn/open-apis/bot/v2/hook/TOKEN");
        SecretKeys secret = keys.secret("secret");
        Key<Format> format = keys.key("format", Kinds.choice(Format.class), "markdown");
        MentionKeys mentions = MentionKeys.declare(keys);
        return values ->
            new FeishuConfig(
                url.in(values), secret.in(values), values.of(format), mentions.in(values));
      });
}
