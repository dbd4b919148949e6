package dev.ghostwatch.config.receiver;

import dev.ghostwatch.config.schema.Key;
import dev.ghostwatch.config.schema.Keys;
import dev.ghostwatch.config.schema.Kinds;
import dev.ghostwatch.config.schema.Values;
import dev.ghostwatch.config.schema.Wording;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Whom a message in a chat calls.
 *
 * @param mobiles by their telephone numbers
 * @param users by their ids in the chat
 * @param all everybody
 */
public record Mentions(List<String> mobiles, List<String> users, boolean all) {
  /** Nobody. */
  public static final Mentions NOBODY = new Mentions(List.of(), List.of(), false);

  private static final Pattern MOBILE = Pattern.compile("\\+?[0-9-]{5,20}");
  private static final Pattern USER = Pattern.compile("[\\w.@:-]{1,100}");

  public Mentions {
    mobiles = List.copyOf(mobiles);
    users = List.copyOf(users);
  }

  /** The three keys they are given by. */
  record MentionKeys(Key<List<String>> mobiles, Key<List<String>> users, Key<Boolean> all) {
    static MentionKeys declare(Keys keys) {
      return new MentionKeys(
          keys.list("mention-mobiles", Kinds.matching(MOBILE, Wording.of("config.kind.mobile"))),
          keys.list("mention-users", Kinds.matching(USER, Wording.of("config.kind.chatUser"))),
          keys.key("mention-all", Kinds.flag(), "false"));
    }

    Mentions in(Values values) {
      return new Mentions(values.of(mobiles), values.of(users), values.of(all));
    }
  }
}
