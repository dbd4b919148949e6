package dev.ghostwatch.client.command;

import dev.ghostwatch.client.value.Ascii;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.SequencedSet;

/**
 * What one gh-ost can do, read from its own {@code help}: free, changes nothing, present in every
 * release, hence the first command for an unknown one.
 */
public final class Capabilities {

  private static final Capabilities NONE = new Capabilities(new LinkedHashSet<>(), false, "");

  /** All runs of one release say the same; who follows thousands keeps it once. */
  private static volatile Capabilities latest = NONE;

  private final SequencedSet<String> names;
  private final boolean documentsQuestionMark;
  private final String helpText;

  private Capabilities(SequencedSet<String> names, boolean documentsQuestionMark, String helpText) {
    this.names = Collections.unmodifiableSequencedSet(names);
    this.documentsQuestionMark = documentsQuestionMark;
    this.helpText = helpText;
  }

  /**
   * Those of a server that does not answer {@code help}: nothing that could be a trap is allowed.
   */
  public static Capabilities none() {
    return NONE;
  }

  /** Reads a help text; never fails: from a text that is none come no names. */
  public static Capabilities parse(String helpText) {
    Capabilities known = latest;
    if (!known.helpText.equals(helpText)) {
      known = read(helpText);
      latest = known;
    }
    return known;
  }

  private static Capabilities read(String helpText) {
    LinkedHashSet<String> names = new LinkedHashSet<>();
    boolean questionMark = false;
    int position = 0;
    while (position < helpText.length()) {
      int newline = helpText.indexOf('\n', position);
      int end = newline < 0 ? helpText.length() : newline;
      int nameEnd = nameEnd(helpText, position, end);
      if (nameEnd > position && isFollowedByMeaning(helpText, nameEnd, end)) {
        names.add(helpText.substring(position, nameEnd));
      }
      questionMark |= saysThatQuestionMarkAsks(helpText.substring(position, end));
      position = end + 1;
    }
    return new Capabilities(names, questionMark && !names.isEmpty(), helpText);
  }

  private static int nameEnd(String text, int from, int to) {
    int position = from;
    while (position < to) {
      char c = text.charAt(position);
      boolean inName = Ascii.isLowerCase(c) || (position > from && (c == '-' || Ascii.isDigit(c)));
      if (!inName) {
        break;
      }
      position++;
    }
    return position;
  }

  /**
   * {@code chunk-size=<newsize> # Set a new chunk-size}: an argument or blanks, then the meaning.
   */
  private static boolean isFollowedByMeaning(String text, int nameEnd, int to) {
    if (nameEnd >= to) {
      return false;
    }
    int position = nameEnd;
    if (text.startsWith("=<", position)) {
      int close = text.indexOf('>', position);
      if (close < 0 || close >= to) {
        return false;
      }
      position = close + 1;
    }
    int argumentEnd = position;
    while (position < to && (text.charAt(position) == ' ' || text.charAt(position) == '\t')) {
      position++;
    }
    return position > argumentEnd && position < to && text.charAt(position) == '#';
  }

  private static boolean saysThatQuestionMarkAsks(String line) {
    return line.startsWith("- use '?' ") && line.contains("get info rather than set");
  }

  /** The commands that help lists, in its order. */
  public SequencedSet<String> names() {
    return names;
  }

  /** Whether help says that {@code ?} as an argument asks. */
  public boolean documentsQuestionMark() {
    return documentsQuestionMark;
  }

  public String helpText() {
    return helpText;
  }

  public boolean knows(String name) {
    return names.contains(name);
  }

  /** The question for a setting; empty when this gh-ost might take it for a new value. */
  public Optional<SettingQuestion> question(Setting setting) {
    return documentsQuestionMark && knows(setting.wireName())
        ? Optional.of(new SettingQuestion(setting))
        : Optional.empty();
  }

  /**
   * Whether throttle, no-throttle and panic are refused when they name another table. A gh-ost that
   * does not know {@code ?} (v1.0.21) checks the name for unpostpone only, so the caller has to
   * tell the user.
   */
  public boolean checksTableNames() {
    return documentsQuestionMark;
  }

  /** Whether what a user typed may be sent as a question. */
  public Reading reading(String userText) {
    return Reading.of(userText, this);
  }

  @Override
  public String toString() {
    return "Capabilities" + names + (documentsQuestionMark ? " with ?" : " without ?");
  }
}
