package dev.ghostwatch.client.command;

import java.util.List;
import java.util.Locale;

/**
 * Why something was not sent to gh-ost. Kind and arguments let a caller say it in any language;
 * {@link #text} says it in English.
 *
 * @param kind what stood in the way
 * @param arguments what its sentence is filled in with, in the order told there, safe to print
 */
public record Refusal(Kind kind, List<String> arguments) {

  /** What can stand in the way, with the English sentence for it. */
  public enum Kind {
    /** Question: this release does not list it. */
    NOT_IN_HELP(
        "'%1$s' is not in this gh-ost's help: it is too old for it. 'status' says the most."),
    /** Name of a setting: sent alone it would clear the setting. */
    BARE_NAME_CLEARS(
        "On gh-ost the bare word '%1$s' would clear the setting. To ask, write '%1$s=?'."),
    /** Name of a setting: sent alone it is an error. */
    BARE_NAME_FAILS("On gh-ost the bare word '%1$s' is an error. To ask, write '%1$s=?'."),
    /** Name of a setting that would be changed. */
    CHANGES_SETTING(
        "'%1$s=…' changes the setting. To ask, write '%1$s=?'; to change it, use 'ghostwatch set'."),
    /** Name of a setting that would be set to a question mark. */
    QUESTION_MARK_UNKNOWN(
        "This gh-ost does not know '?': it would set %1$s to '?'. 'status' shows most settings."),
    /** Name of a setting that this release does not list. */
    SETTING_NOT_IN_HELP(
        "This gh-ost's help does not list %1$s, so it was not asked. 'status' shows most settings."),
    /** Question that might become a value. */
    QUESTION_MAY_CHANGE(
        "'%1$s' was not sent: this gh-ost's help does not say that '?' asks, so it could become the value."),
    /** Word; the command of GhostWatch for it. */
    CHANGES_MIGRATION("'%1$s' changes the migration, also with '=?' on some releases. Use '%2$s'."),
    /** The word. */
    PROFILES("'%1$s' makes gh-ost profile itself for 30 seconds: it is not a reading command."),
    /** Nothing was typed. */
    NOTHING_ASKED(
        "Nothing to ask. Reading commands are status, sup, help, coordinates, applier, inspector and NAME=?."),
    /** Question in quotes that was given an argument. */
    TAKES_NO_ARGUMENT("%1$s takes no argument."),
    /** Word in quotes. */
    NOT_A_QUESTION(
        "%1$s is not a reading command of gh-ost. Those are status, sup, help, coordinates, applier, inspector and NAME=?."),
    /** The migration meant; the one found; where. */
    OTHER_MIGRATION(
        """
        Nothing was changed: %1$s was meant, but the gh-ost there migrates %2$s (%3$s).
        'ghostwatch ps' lists the migrations with their sockets.\
        """),
    /** The migration meant; the one the command names; where. */
    OTHER_MIGRATION_NAMED(
        """
        Nothing was changed: %1$s was meant, but the command names %2$s (%3$s).
        'ghostwatch ps' lists the migrations with their sockets.\
        """),
    /** The migration meant; where. */
    NO_MIGRATION_NAMED(
        """
        Nothing was changed: %1$s was meant, but the status there does not name the migrated table (%2$s).
        'ghostwatch ps' lists the migrations with their sockets.\
        """),
    /** Command: this release does not list it. */
    COMMAND_NOT_IN_HELP(
        "'%1$s' was not sent: this gh-ost's help does not list it. 'ghostwatch ask help' shows what it takes."),
    /** Command that postpones: this release does not list it. */
    POSTPONE_NOT_IN_HELP(
        "'%1$s' was not sent: this gh-ost's help does not list it. Releases before v1.1.10 watch the file of"
            + " --postpone-cut-over-flag-file only: create that one on gh-ost's host."),
    /** Command whose table name is blank. */
    BLANK_TABLE_NAME("'%1$s' needs the table's name, but the name is blank. Nothing was sent."),
    /** Argument in quotes. */
    LINE_BREAK(
        "%1$s contains a line break or a null character, which gh-ost's one-line commands cannot carry. Nothing was sent."),
    /** Argument in quotes. */
    BROKEN_UNICODE(
        "%1$s is not valid Unicode, so gh-ost would receive another text. Nothing was sent."),
    /** Argument in quotes. */
    QUESTION_MARK(
        "%1$s is gh-ost's sign for a question; some releases obey it as a command. Nothing was sent."),
    /** Argument in quotes; bytes of the line; bytes that gh-ost reads. */
    LINE_TOO_LONG("%1$s makes a line of %2$s bytes; gh-ost reads %3$s. Nothing was sent."),
    /** Path in quotes. */
    RELATIVE_PATH(
        "The flag file %1$s is not an absolute path: gh-ost would create it in its own working directory.");

    private final String english;

    Kind(String english) {
      this.english = english;
    }
  }

  public Refusal {
    arguments = List.copyOf(arguments);
  }

  public static Refusal of(Kind kind, String... arguments) {
    return new Refusal(kind, List.of(arguments));
  }

  /** One or two lines of English: why, and what to do instead. */
  public String text() {
    return String.format(Locale.ROOT, kind.english, arguments.toArray());
  }
}
