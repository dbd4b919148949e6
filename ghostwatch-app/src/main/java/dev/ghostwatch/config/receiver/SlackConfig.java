package dev.ghostwatch.config.receiver;

import dev.ghostwatch.config.schema.Key;
import dev.ghostwatch.config.schema.Kinds;
import dev.ghostwatch.config.schema.Secret;
import dev.ghostwatch.config.schema.Section;
import dev.ghostwatch.config.schema.Wording;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code slack}: an incoming webhook.
 *
 * @param url its address, which is the secret
 * @param channel another channel than the webhook's own, for webhooks that may choose; null for its
 *     own
 * @param mentions {@code channel}, {@code here}, {@code everyone}, or ids of users and groups
 */
public record SlackConfig(Secret url, @Nullable String channel, List<String> mentions)
    implements ReceiverKind {
  private static final Pattern MENTION =
      Pattern.compile("channel|here|everyone|[UW][A-Z0-9]{2,20}|S[A-Z0-9]{2,20}");

  public SlackConfig {
    mentions = List.copyOf(mentions);
  }

  @Override
  public String word() {
    return "slack";
  }

  /** Slack takes one a second. */
  @Override
  public int usualRate() {
    return 60;
  }

  static final Section<SlackConfig> SECTION =
      Section.of(keys -> {
        UrlKeys url = UrlKeys.declare(keys, "https://hooks.slack.com/services/T000/B000/TOKEN");
        Key<@Nullable String> channel = keys.optional("channel", Kinds.words());
        Key<List<String>> mentions =
            keys.list("mentions", Kinds.matching(MENTION, Wording.of("config.kind.slackMention")));
        return values -> new SlackConfig(url.in(values), values.of(channel), values.of(mentions));
      });
}
