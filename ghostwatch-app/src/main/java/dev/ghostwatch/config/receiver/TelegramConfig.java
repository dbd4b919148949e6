package dev.ghostwatch.config.receiver;

import dev.ghostwatch.config.schema.Key;
import dev.ghostwatch.config.schema.Kinds;
import dev.ghostwatch.config.schema.ListOf;
import dev.ghostwatch.config.schema.Secret;
import dev.ghostwatch.config.schema.SecretKeys;
import dev.ghostwatch.config.schema.Section;
import dev.ghostwatch.config.schema.Wording;
import java.util.List;
import java.util.regex.Pattern;

/**
 * {@code telegram}: a bot.
 *
 * @param api where Telegram's interface is
 * @param token of the bot
 * @param chats numbers of chats, or {@code @names} of channels; never empty
 */
public record TelegramConfig(String api, Secret token, List<String> chats) implements ReceiverKind {
  private static final Pattern CHAT = Pattern.compile("-?\\d{1,20}|@\\w{4,40}");

  public TelegramConfig {
    chats = List.copyOf(chats);
  }

  @Override
  public String word() {
    return "telegram";
  }

  /** A bot may send 20 a minute to the same group. */
  @Override
  public int usualRate() {
    return 20;
  }

  static final Section<TelegramConfig> SECTION =
      Section.of(keys -> {
        SecretKeys token = keys.requiredSecret("token", "110201543:TOKEN");
        Key<List<String>> chats =
            keys.required(
                "chats",
                new ListOf<>(Kinds.matching(CHAT, Wording.of("config.kind.telegramChat"))),
                "[\"-1001234567890\"]");
        Key<String> api = keys.key("api", UrlKeys.open(), "https://api.telegram.org");
        return values -> {
          Recipients.mustBeSome(chats, values);
          UrlKeys.warnOfPlainText(api, values.of(api), values);
          return new TelegramConfig(values.of(api), token.requiredIn(values), values.of(chats));
        };
      });
}
