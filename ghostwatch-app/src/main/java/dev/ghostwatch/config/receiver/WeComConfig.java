package dev.ghostwatch.config.receiver;

import dev.ghostwatch.config.receiver.Mentions.MentionKeys;
import dev.ghostwatch.config.schema.Key;
import dev.ghostwatch.config.schema.Kinds;
import dev.ghostwatch.config.schema.Secret;
import dev.ghostwatch.config.schema.Section;

/**
 * {@code wecom}: a robot of a WeCom group.
 *
 * @param url its address with the token
 * @param format of its messages
 * @param mentions whom it calls
 */
public record WeComConfig(Secret url, Format format, Mentions mentions) implements ReceiverKind {

  /** How a message is written. */
  public enum Format {
    MARKDOWN,
    TEXT
  }

  @Override
  public String word() {
    return "wecom";
  }

  /** A robot may send 20 a minute. */
  @Override
  public int usualRate() {
    return 20;
  }

  static final Section<WeComConfig> SECTION =
      Section.of(keys -> {
        UrlKeys url =
            UrlKeys.declare(keys, "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=KEY");
        Key<Format> format = keys.key("format", Kinds.choice(Format.class), "markdown");
        MentionKeys mentions = MentionKeys.declare(keys);
        return values -> new WeComConfig(url.in(values), values.of(format), mentions.in(values));
      });
}
