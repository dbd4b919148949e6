package dev.ghostwatch.insight.diagnosis;

import dev.ghostwatch.model.ProcessFacts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What gh-ost was started with. */
final class Arguments {
  private Arguments() {}

  /**
   * The value of an option that takes a number; what gh-ost does without it when it is not given.
   */
  static long number(@Nullable ProcessFacts process, String name, long usual) {
    if (process == null) {
      return usual;
    }
    List<String> arguments = process.maskedArguments();
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i).replaceFirst("^--?", "");
      String value =
          argument.startsWith(name + "=")
              ? argument.substring(name.length() + 1)
              : argument.equals(name) && i + 1 < arguments.size() ? arguments.get(i + 1) : "";
      if (value.matches("\\d{1,9}")) {
        return Long.parseLong(value);
      }
    }
    return usual;
  }
}
