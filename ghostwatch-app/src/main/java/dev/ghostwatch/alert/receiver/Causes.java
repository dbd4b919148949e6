package dev.ghostwatch.alert.receiver;

import dev.ghostwatch.client.value.Printable;
import dev.ghostwatch.text.Figures;
import dev.ghostwatch.text.Texts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Says to operators why a try failed: which host, what was found, what to do. Secrets never stand
 * in it, also when the other side repeats them.
 */
final class Causes {
  private static final int LONGEST_QUOTE = 200;
  private static final int SHORTEST_SECRET = 4;
  private static final String MASK = "<secret>";

  private final Texts texts;
  private final List<String> secrets;

  Causes(Texts texts) {
    this(texts, List.of());
  }

  private Causes(Texts texts, List<String> secrets) {
    this.texts = texts;
    this.secrets = secrets;
  }

  /** The same, with more that must not be said. */
  Causes hiding(List<String> more) {
    List<String> all = new ArrayList<>(secrets);
    more.stream().filter(secret -> secret.length() >= SHORTEST_SECRET).forEach(all::add);
    all.sort(Comparator.comparingInt(String::length).reversed());
    return new Causes(texts, all);
  }

  /** The text with this key; what is filled in comes from outside and is made safe. */
  String say(String key, String... found) {
    String[] safe = new String[found.length];
    for (int i = 0; i < found.length; i++) {
      safe[i] = safe(found[i]);
    }
    return texts.get("delivery." + key, safe);
  }

  /** How long a limit is, for people. */
  static String duration(Duration limit) {
    return limit.toMillis() % 1000 == 0
        ? Figures.duration(limit)
        : Figures.seconds(limit.toMillis() / 1000.0);
  }

  private String safe(String text) {
    String masked = text;
    for (String secret : secrets) {
      masked = masked.replace(secret, MASK);
    }
    masked = masked.strip().replaceAll("\\s+", " ");
    int length = masked.codePointCount(0, masked.length());
    return Printable.text(
        length <= LONGEST_QUOTE
            ? masked
            : masked.substring(0, masked.offsetByCodePoints(0, LONGEST_QUOTE)) + "...");
  }
}
