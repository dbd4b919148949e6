package dev.ghostwatch.config.receiver;

import dev.ghostwatch.config.receiver.Mentions.MentionKeys;
import dev.ghostwatch.config.schema.Key;
import dev.ghostwatch.config.schema.Kinds;
import dev.ghostwatch.config.schema.Secret;
import dev.ghostwatch.config.schema.SecretKeys;
import dev.ghostwatch.config.schema.Section;
import org.jspecify.annotations.Nullable;

/**
 * {@code dingtalk}: a robot of a DingTalk group.
 *
 * @param url its address with the token
 * @param secret that requests are signed with; null for a robot without signature
 * @param format of its messages
 * @param mentions whom it calls
 */
public record DingTalkConfig(Secret url, @Nullable Secret secret, Format format, Mentions mentions)
    implements ReceiverKind {

  /** How a message is written. */
  public enum Format {
    MARKDOWN,
    TEXT
  }

  @Override
  public String word() {
    return "dingtalk";
  }

  /** A robot that sends more than 20 a minute is blocked for ten minutes. */
  @Override
  public int usualRate() {
    return 20;
  }

  static final Section<DingTalkConfig> SECTION =
      Section.of(keys -> {
        UrlKeys url =
            UrlKeys.declare(keys, "https://oapi.dingtalk.com/robot/send?access_token=TOKEN");
        SecretKeys secret = keys.secret("secret");
        Key<Format> format = keys.key("format", Kinds.choice(Format.class), "markdown");
        MentionKeys mentions = MentionKeys.declare(keys);
        return values ->
            new DingTalkConfig(
                url.in(values), secret.in(values), values.of(format), mentions.in(values));
      });
}
