package dev.ghostwatch.config.receiver;

import dev.ghostwatch.config.schema.Key;
import dev.ghostwatch.config.schema.Keys;
import dev.ghostwatch.config.schema.Kinds;
import dev.ghostwatch.config.schema.ListOf;
import dev.ghostwatch.config.schema.Values;
import dev.ghostwatch.config.schema.Wording;
import java.util.List;
import java.util.regex.Pattern;

/** Telephone numbers that short messages go to. */
final class Recipients {
  private static final Pattern NUMBER = Pattern.compile("\\+?[0-9]{5,20}");

  private Recipients() {}

  static Key<List<String>> declare(Keys keys, String example) {
    return keys.required(
        "to",
        new ListOf<>(Kinds.matching(NUMBER, Wording.of("config.kind.mobile"))),
        "[\"" + example + "\"]");
  }

  static void mustBeSome(Key<List<String>> key, Values values) {
    if (values.of(key).isEmpty() && values.isGiven(key) && values.isSound()) {
      values.reject(key, Wording.of("config.rule.noRecipient"));
    }
  }
}
