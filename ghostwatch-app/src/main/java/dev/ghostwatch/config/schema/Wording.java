package dev.ghostwatch.config.schema;

import java.util.List;

/**
 * A text for people that is still to be put into a language.
 *
 * @param key names the text
 * @param arguments what is filled in: strings, or wordings of their own
 */
public record Wording(String key, List<Object> arguments) {
  /** Gives the text with a key in the language of the person, with arguments filled in. */
  @FunctionalInterface
  public interface Words {
    String get(String key, String... arguments);
  }

  public Wording {
    arguments = List.copyOf(arguments);
  }

  public static Wording of(String key, Object... arguments) {
    return new Wording(key, List.of(arguments));
  }

  /** The text in the language of these words. */
  public String in(Words words) {
    return words.get(
        key,
        arguments.stream()
            .map(argument -> argument instanceof Wording inner ? inner.in(words) : argument)
            .map(String::valueOf)
            .toArray(String[]::new));
  }
}
