package dev.ghostwatch.config.alert;

import dev.ghostwatch.config.alert.Matcher.Operator;
import dev.ghostwatch.config.schema.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Reads matchers as Alertmanager's configuration and amtool write them: quotes around the value may
 * be left out, {@code \"}, {@code \n} and {@code \\} are escapes, another backslash is itself.
 */
final class MatcherParser {
  private static final Pattern PARTS =
      Pattern.compile("\\s*([a-zA-Z_][a-zA-Z0-9_]*)\\s*(=~|!~|!=|=)\\s*(.*?)\\s*", Pattern.DOTALL);

  private static final char QUOTE = "\"".charAt(0);

  private MatcherParser() {}

  static List<Matcher> parse(String text) throws MatcherException {
    String inner = text.strip();
    inner = inner.startsWith("{") ? inner.substring(1) : inner;
    inner = inner.endsWith("}") ? inner.substring(0, inner.length() - 1) : inner;
    List<Matcher> matchers = new ArrayList<>();
    for (String token : tokens(inner)) {
      matchers.add(one(token));
    }
    return matchers;
  }

  /** Splits at commas outside of quotes; what comes after a last comma may be missing. */
  private static List<String> tokens(String text) {
    List<String> tokens = new ArrayList<>();
    StringBuilder token = new StringBuilder();
    boolean quoted = false;
    boolean escaped = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ',' && !quoted) {
        tokens.add(token.toString());
        token.setLength(0);
        continue;
      }
      quoted ^= c == QUOTE && !escaped;
      escaped = c == '\\' && !escaped;
      token.append(c);
    }
    if (!token.toString().isBlank()) {
      tokens.add(token.toString());
    }
    return tokens;
  }

  private static Matcher one(String token) throws MatcherException {
    java.util.regex.Matcher parts = PARTS.matcher(token);
    if (!parts.matches()) {
      throw new MatcherException(token, Wording.of("matcher.form", token.strip()));
    }
    Operator operator = operator(parts.group(2));
    String value = value(parts.group(3), token);
    try {
      return new Matcher(parts.group(1), operator, value);
    } catch (PatternSyntaxException e) {
      String reason = String.valueOf(e.getDescription()).toLowerCase(Locale.ROOT);
      throw new MatcherException(token, Wording.of("matcher.expression", token.strip(), reason));
    }
  }

  private static Operator operator(String sign) {
    for (Operator operator : Operator.values()) {
      if (operator.sign().equals(sign)) {
        return operator;
      }
    }
    throw new IllegalStateException("BUG: no operator " + sign);
  }

  private static String value(String raw, String token) throws MatcherException {
    boolean opened = raw.startsWith("\"");
    String rest = opened ? raw.substring(1) : raw;
    StringBuilder value = new StringBuilder(rest.length());
    boolean closed = false;
    for (int i = 0; i < rest.length(); i++) {
      char c = rest.charAt(i);
      if (c == QUOTE) {
        if (!opened || i < rest.length() - 1) {
          throw new MatcherException(token, Wording.of("matcher.quote", token.strip()));
        }
        closed = true;
      } else if (c == '\\' && i < rest.length() - 1) {
        i++;
        value.append(unescaped(rest.charAt(i)));
      } else {
        value.append(c);
      }
    }
    if (opened != closed) {
      throw new MatcherException(token, Wording.of("matcher.quote", token.strip()));
    }
    return value.toString();
  }

  private static String unescaped(char c) {
    return switch (c) {
      case 'n' -> "\n";
      case '\\' -> "\\";
      default -> c == QUOTE ? "\"" : "\\" + c;
    };
  }
}
