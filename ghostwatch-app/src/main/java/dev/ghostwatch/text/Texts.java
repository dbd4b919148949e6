package dev.ghostwatch.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.text.MessageFormat;
import java.util.PropertyResourceBundle;
import java.util.Set;

/**
 * The texts of one language. A text is named by a key; {@code {0}}, {@code {1}} … in it are
 * replaced by the arguments, which come as finished strings so that no number is formatted behind
 * the reader's back. Both languages have the same keys and the same placeholders (held by a test).
 */
public final class Texts {
  private final Language language;
  private final PropertyResourceBundle bundle;

  private Texts(Language language, PropertyResourceBundle bundle) {
    this.language = language;
    this.bundle = bundle;
  }

  /** Loads the texts of a language from the class path. */
  public static Texts of(Language language) {
    String resource = "messages_" + language.code() + ".properties";
    try (InputStream in = Texts.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("BUG: " + resource + " is missing from the program");
      }
      return new Texts(language, new PropertyResourceBundle(in));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot read " + resource + " from the program's own files", e);
    }
  }

  public Language language() {
    return language;
  }

  /** Whether there is a text with this key. */
  public boolean has(String key) {
    return bundle.containsKey(key);
  }

  /** The text with this key, with its placeholders filled in. */
  public String get(String key, String... arguments) {
    String pattern = bundle.getString(key);
    return new MessageFormat(pattern, language.locale()).format(arguments);
  }

  /** Every key. */
  public Set<String> keys() {
    return bundle.keySet();
  }

  /** The text as it stands in the file, placeholders and doubled apostrophes included. */
  String pattern(String key) {
    return bundle.getString(key);
  }
}
