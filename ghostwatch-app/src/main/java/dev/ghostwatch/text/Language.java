package dev.ghostwatch.text;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A language that GhostWatch speaks to people. JSON, CSV and metric names are the same in all. */
public enum Language {
  EN("en", Locale.ENGLISH),
  ZH("zh", Locale.SIMPLIFIED_CHINESE);

  private final String code;
  private final Locale locale;

  Language(String code, Locale locale) {
    this.code = code;
    this.locale = locale;
  }

  /** The word for {@code --lang}: {@code en} or {@code zh}. */
  public String code() {
    return code;
  }

  Locale locale() {
    return locale;
  }

  /** The language with this code, or null when GhostWatch does not speak it. */
  public static @Nullable Language byCode(String code) {
    for (Language language : values()) {
      if (language.code.equalsIgnoreCase(code)) {
        return language;
      }
    }
    return null;
  }

  /**
   * The language of a POSIX environment: the first of {@code LC_ALL}, {@code LC_MESSAGES} and
   * {@code LANG} that is set decides, English when none is or when it names another language.
   */
  public static Language of(Map<String, String> environment) {
    for (String variable : new String[] {"LC_ALL", "LC_MESSAGES", "LANG"}) {
      String value = environment.get(variable);
      if (value != null && !value.isEmpty()) {
        return value.startsWith("zh") ? ZH : EN;
      }
    }
    return EN;
  }
}
