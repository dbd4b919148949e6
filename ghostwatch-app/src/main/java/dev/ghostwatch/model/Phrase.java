package dev.ghostwatch.model;

import java.util.List;

/**
 * Something to say to people in their language: the key of a text and what is filled in.
 *
 * @param key key of the text in {@code dev.ghostwatch.text}
 * @param arguments finished texts for its placeholders, the same in every language
 */
public record Phrase(String key, List<String> arguments) {
  public Phrase {
    arguments = List.copyOf(arguments);
  }

  public static Phrase of(String key, String... arguments) {
    return new Phrase(key, List.of(arguments));
  }
}
