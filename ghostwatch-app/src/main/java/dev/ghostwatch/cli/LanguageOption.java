package dev.ghostwatch.cli;

import org.jspecify.annotations.Nullable;

/**
 * Finds {@code --lang} before the command line is parsed, because help and usage errors are said in
 * that language too.
 */
final class LanguageOption {
  private LanguageOption() {}

  static @Nullable String in(String[] arguments) {
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i].startsWith("--lang=")) {
        return arguments[i].substring("--lang=".length());
      }
      if (arguments[i].equals("--lang") && i + 1 < arguments.length) {
        return arguments[i + 1];
      }
      if (arguments[i].equals("--")) {
        return null;
      }
    }
    return null;
  }
}
