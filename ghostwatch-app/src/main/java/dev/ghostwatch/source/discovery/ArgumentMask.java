package dev.ghostwatch.source.discovery;

import java.util.ArrayList;
import java.util.List;

/**
 * Hides the secrets in a process's arguments. It does not follow gh-ost's own reading of them,
 * which stops at the first word that is no flag: what comes after such a word is still in the
 * process list. On doubt it hides too much.
 */
final class ArgumentMask {

  /** What stands in the place of a secret, whatever its length. */
  static final String MASK = "****";

  private ArgumentMask() {}

  /** The arguments, the executable first, with every secret replaced. */
  static List<String> mask(List<String> arguments) {
    List<String> masked = new ArrayList<>(arguments.size());
    boolean isSecretValue = false;
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (isSecretValue) {
        masked.add(argument.isEmpty() ? argument : MASK);
      } else {
        masked.add(i == 0 ? argument : maskOne(argument));
      }
      isSecretValue = i > 0 && announcesSecret(argument);
    }
    return List.copyOf(masked);
  }

  /** A flag's value as it may be shown. */
  static String maskValue(String flag, String value) {
    if (GhostFlags.isSecret(flag)) {
      return value.isEmpty() ? value : MASK;
    }
    return UrlMask.mask(value);
  }

  private static String maskOne(String argument) {
    int nameStart = flagNameStart(argument);
    int equals = nameStart > 0 ? argument.indexOf('=', nameStart) : -1;
    if (equals < 0) {
      return UrlMask.mask(argument);
    }
    String name = argument.substring(nameStart, equals);
    return argument.substring(0, equals + 1) + maskValue(name, argument.substring(equals + 1));
  }

  private static boolean announcesSecret(String argument) {
    int nameStart = flagNameStart(argument);
    return nameStart > 0
        && argument.indexOf('=', nameStart) < 0
        && GhostFlags.isSecret(argument.substring(nameStart));
  }

  /** Where the name of a flag begins, any number of dashes allowed; 0 for what is no flag. */
  private static int flagNameStart(String argument) {
    int start = 0;
    while (start < argument.length() && argument.charAt(start) == '-') {
      start++;
    }
    return start == argument.length() ? 0 : start;
  }
}
