package dev.ghostwatch.alert.receiver;

import dev.ghostwatch.text.Texts;

/** What a short message says. */
final class SmsText {
  private SmsText() {}

  /** The whole on one line, of so many letters at most. */
  static String of(Message message, Texts words, int longest) {
    Message.Item first = message.items().getFirst();
    String text =
        message.items().size() == 1
            ? message.title() + " - " + oneLine(first.text())
            : message.title() + " - " + first.title();
    return new Fit(Markup.PLAIN, words, longest, String::length).line("GhostWatch " + text);
  }

  /**
   * A text with what it names filled in: {@code {title}}, {@code {message}}, {@code {level}},
   * {@code {state}}, {@code {migration}}.
   */
  static String filled(String pattern, Message message, Texts words, int longest) {
    Message.Item first = message.items().getFirst();
    String state = words.get(message.resolved() ? "alert.state.resolved" : "alert.state.firing");
    String text =
        pattern
            .replace("{level}", Payload.level(message.severity()))
            .replace("{state}", state)
            .replace("{migration}", message.migration().isEmpty() ? "-" : message.migration())
            .replace("{message}", oneLine(first.text()))
            .replace("{title}", message.items().size() == 1 ? first.title() : message.title());
    return new Fit(Markup.PLAIN, words, longest, String::length).line(text);
  }

  private static String oneLine(String text) {
    return String.join(" ", text.lines().toList());
  }
}
