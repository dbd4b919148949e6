package dev.ghostwatch.alert.receiver;

import java.util.function.UnaryOperator;

/**
 * How a service wants text to be marked up. Whatever comes from outside goes through {@link
 * #escape}.
 *
 * @param escape makes text that the service shows as it is
 * @param bold marks text, escaped already, as important
 * @param link makes a link of an address that was checked to be one
 * @param newLine ends a line
 * @param newBlock ends a paragraph
 */
record Markup(
    UnaryOperator<String> escape,
    UnaryOperator<String> bold,
    UnaryOperator<String> link,
    String newLine,
    String newBlock) {

  /** Text without markup. */
  static final Markup PLAIN =
      new Markup(UnaryOperator.identity(), UnaryOperator.identity(), url -> url, "\n", "\n\n");

  /** Markdown as DingTalk and WeCom show it. */
  static final Markup MARKDOWN =
      new Markup(
          Markup::markdown,
          text -> "**" + text + "**",
          url -> "[" + markdown(url) + "](" + url + ")",
          "  \n",
          "\n\n");

  /** What Slack calls mrkdwn: only three characters mean something that could harm. */
  static final Markup SLACK =
      new Markup(
          Markup::entities,
          text -> "*" + text + "*",
          url -> "<" + entities(url) + ">",
          "\n",
          "\n\n");

  /** The HTML of Telegram. */
  static final Markup TELEGRAM =
      new Markup(
          Markup::entities,
          text -> "<b>" + text + "</b>",
          url -> "<a href=\"" + quoted(url) + "\">" + entities(url) + "</a>",
          "\n",
          "\n\n");

  /** The HTML of mails. */
  static final Markup HTML =
      new Markup(
          Markup::quoted,
          text -> "<b>" + text + "</b>",
          url -> "<a href=\"" + quoted(url) + "\">" + quoted(url) + "</a>",
          "<br>\n",
          "</p>\n<p>");

  /** Feishu's markdown of cards, where special characters are written as entities. */
  static final Markup FEISHU =
      new Markup(
          Markup::feishu,
          text -> "**" + text + "**",
          url -> "[" + feishu(url) + "](" + url + ")",
          "\n",
          "\n\n");

  /** Several lines, each escaped. */
  String lines(String text) {
    return String.join(newLine, text.lines().map(escape).toList());
  }

  /** An address as a link where it is one, as text elsewhere. */
  String linkOrText(String url) {
    return url.matches("https?://[^\\s\"'<>()\\[\\]\\\\|]+") ? link.apply(url) : escape.apply(url);
  }

  /**
   * A name such as {@code _orders_gho} keeps its underscores: between letters they mean nothing,
   * and a backslash before each would be in the way where an app shows the text as it is.
   */
  private static String markdown(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '&' -> out.append("&amp;");
        case '\\', '`', '*', '[', ']', '#', '|', '~', '!' -> out.append('\\').append(c);
        case '_' -> {
          boolean inside =
              i > 0
                  && i + 1 < text.length()
                  && Character.isLetterOrDigit(text.charAt(i - 1))
                  && Character.isLetterOrDigit(text.charAt(i + 1));
          out.append(inside ? "_" : "\\_");
        }
        default -> out.append(c);
      }
    }
    return out.toString();
  }

  private static String feishu(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ("<>&*_`[]()~#!\\|".indexOf(c) >= 0) {
        out.append("&#").append((int) c).append(';');
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  private static String entities(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String quoted(String text) {
    return entities(text).replace("\"", "&quot;").replace("'", "&#39;");
  }
}
