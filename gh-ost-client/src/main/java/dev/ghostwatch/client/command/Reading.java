package dev.ghostwatch.client.command;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a text typed by a user is a question that changes nothing. */
public sealed interface Reading {

  /** It may be sent. */
  record Allowed(ReadCommand command) implements Reading {}

  /**
   * It must not be sent.
   *
   * @param reason for people: why not, and what to type instead
   */
  record Refused(String reason) implements Reading {}

  /** Judges the text for a gh-ost with these capabilities. */
  static Reading of(String userText, Capabilities capabilities) {
    String text = userText.strip();
    Question question = Question.byName(text);
    if (question != null) {
      return capabilities.names().isEmpty()
              || question == Question.HELP
              || capabilities.knows(question.wire())
          ? new Allowed(question)
          : new Refused(
              "'"
                  + text
                  + "' is not in this gh-ost's help: it is too old for it. 'status' says the most.");
    }
    int equals = text.indexOf('=');
    String name = equals < 0 ? text : text.substring(0, equals).strip();
    String argument = equals < 0 ? null : text.substring(equals + 1).strip();
    Setting setting = Setting.byName(name);
    if (setting != null) {
      return ofSetting(setting, argument, capabilities);
    }
    return new Refused(Texts.refusal(name, argument));
  }

  private static Reading ofSetting(
      Setting setting, @Nullable String argument, Capabilities capabilities) {
    String name = setting.wireName();
    if (argument == null) {
      String effect = setting.isClearable() ? "would clear the setting" : "is an error";
      return new Refused(
          "On gh-ost the bare word '" + name + "' " + effect + ". To ask, write '" + name + "=?'.");
    }
    if (!argument.equals("?")) {
      return new Refused(
          "'"
              + name
              + "=…' changes the setting. To ask, write '"
              + name
              + "=?'; to change it, use 'ghostwatch set'.");
    }
    Optional<SettingQuestion> question = capabilities.question(setting);
    if (question.isPresent()) {
      return new Allowed(question.get());
    }
    return new Refused(
        capabilities.knows(name)
            ? "This gh-ost does not know '?': it would set "
                + name
                + " to '?'. 'status' shows most settings."
            : "This gh-ost's help does not list "
                + name
                + ", so it was not asked. 'status' shows most settings.");
  }
}
