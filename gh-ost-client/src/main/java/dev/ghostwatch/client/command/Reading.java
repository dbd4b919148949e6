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
   * @param why why not, and what to type instead
   */
  record Refused(Refusal why) implements Reading {}

  /** Judges the text for a gh-ost with these capabilities. */
  static Reading of(String userText, Capabilities capabilities) {
    String text = userText.strip();
    Question question = Question.byName(text);
    if (question != null) {
      return capabilities.names().isEmpty()
              || question == Question.HELP
              || capabilities.knows(question.wire())
          ? new Allowed(question)
          : refused(Refusal.Kind.NOT_IN_HELP, text);
    }
    int equals = text.indexOf('=');
    String name = equals < 0 ? text : text.substring(0, equals).strip();
    String argument = equals < 0 ? null : text.substring(equals + 1).strip();
    Setting setting = Setting.byName(name);
    return setting == null
        ? new Refused(notAQuestion(name, argument))
        : ofSetting(setting, argument, capabilities);
  }

  private static Reading ofSetting(
      Setting setting, @Nullable String argument, Capabilities capabilities) {
    String name = setting.wireName();
    if (argument == null) {
      return refused(
          setting.isClearable() ? Refusal.Kind.BARE_NAME_CLEARS : Refusal.Kind.BARE_NAME_FAILS,
          name);
    }
    if (!argument.equals("?")) {
      return refused(Refusal.Kind.CHANGES_SETTING, name);
    }
    Optional<SettingQuestion> question = capabilities.question(setting);
    if (question.isPresent()) {
      return new Allowed(question.get());
    }
    return refused(
        capabilities.knows(name)
            ? Refusal.Kind.QUESTION_MARK_UNKNOWN
            : Refusal.Kind.SETTING_NOT_IN_HELP,
        name);
  }

  private static Refused refused(Refusal.Kind kind, String... arguments) {
    return new Refused(Refusal.of(kind, arguments));
  }

  /** Why a text that begins with neither a question nor a setting is not sent. */
  private static Refusal notAQuestion(String name, @Nullable String argument) {
    return switch (name) {
      case "throttle", "pause", "suspend" -> changes(name, "ghostwatch throttle");
      case "no-throttle", "unthrottle", "resume", "continue" -> changes(name, "ghostwatch resume");
      case "unpostpone", "no-postpone", "cut-over" -> changes(name, "ghostwatch cut-over");
      case "postpone-cut-over-flag-file" -> changes(name, "ghostwatch postpone");
      case "panic" -> changes(name, "ghostwatch panic");
      case "replication-lag-query" -> changes(name, "ghostwatch set");
      case "cpu-profile" -> Refusal.of(Refusal.Kind.PROFILES, name);
      case "" -> Refusal.of(Refusal.Kind.NOTHING_ASKED);
      default ->
          Refusal.of(
              argument != null && Question.byName(name) != null
                  ? Refusal.Kind.TAKES_NO_ARGUMENT
                  : Refusal.Kind.NOT_A_QUESTION,
              Texts.shown(name));
    };
  }

  private static Refusal changes(String name, String instead) {
    return Refusal.of(Refusal.Kind.CHANGES_MIGRATION, name, instead);
  }
}
