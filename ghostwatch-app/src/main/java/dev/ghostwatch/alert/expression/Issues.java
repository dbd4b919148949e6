package dev.ghostwatch.alert.expression;

import dev.ghostwatch.config.schema.NearestKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads CEL's complaints, which name the word they are about only in their texts. */
final class Issues {
  private static final Pattern UNDECLARED =
      Pattern.compile("undeclared reference to '([^']*)' \\(in container ''\\)");
  private static final Pattern UNDEFINED = Pattern.compile("undefined field '([^']*)'");
  private static final Pattern LITERAL =
      Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'");
  private static final Pattern PATH =
      Pattern.compile("(?<![\\w.])[A-Za-z_]\\w*(?:\\s*\\.\\s*[A-Za-z_]\\w*)*");
  private static final int LONGEST = 200;

  private Issues() {}

  /** The word that is not known; null when the complaint is about something else. */
  static @Nullable String word(String message) {
    Matcher undeclared = UNDECLARED.matcher(message);
    if (undeclared.find()) {
      return undeclared.group(1);
    }
    Matcher undefined = UNDEFINED.matcher(message);
    return undefined.find() ? undefined.group(1) : null;
  }

  /** The complaint without CEL's list of all that would have been allowed. */
  static String text(String message) {
    int candidates = message.indexOf(" (candidates");
    String text = candidates < 0 ? message : message.substring(0, candidates);
    text = text.replace(" (in container '')", "").replace("'_", "'").replace("_'", "'");
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
  }

  /** The name that was probably meant. */
  static @Nullable String nearest(
      String message, String word, Collection<String> variables, Collection<String> fields) {
    boolean field = UNDEFINED.matcher(message).find();
    return NearestKey.ofName(word, field ? fields : variables);
  }

  /** Names with dots between them, outside of quotes. */
  static List<String> paths(String expression) {
    List<String> paths = new ArrayList<>();
    Matcher path = PATH.matcher(LITERAL.matcher(expression).replaceAll("''"));
    while (path.find()) {
      paths.add(path.group().replaceAll("\\s", ""));
    }
    return paths;
  }
}
