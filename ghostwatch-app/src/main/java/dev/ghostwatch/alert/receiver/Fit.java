package dev.ghostwatch.alert.receiver;

import dev.ghostwatch.text.Figures;
import dev.ghostwatch.text.Texts;
import java.nio.charset.StandardCharsets;
import java.util.function.ToIntFunction;

/**
 * Writes the alerts of a message so that they fit into what a service takes: whole alerts as long
 * as they fit, of a single one as much of its text as fits, and how much is left out.
 *
 * @param markup how text is marked up
 * @param words for what is left out
 * @param limit how much the service takes
 * @param size what it counts; the size of two texts is that of both together
 */
record Fit(Markup markup, Texts words, int limit, ToIntFunction<String> size) {
  private static final int ROOM_FOR_WORDS = 120;
  private static final char QUOTE = 34;

  /** Bytes of UTF-8. */
  static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** Bytes of UTF-8 within a string of JSON. */
  static int jsonBytes(String text) {
    int bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == QUOTE || c == '\\') {
        bytes += 2;
      } else if (c < 0x20) {
        bytes += 6;
      } else if (c < 0x80) {
        bytes += 1;
      } else {
        // A half of a surrogate pair is two of its four bytes.
        bytes += c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
      }
    }
    return bytes;
  }

  /** The alerts, one after another. */
  String alerts(Message message) {
    int count = message.items().size();
    StringBuilder out = new StringBuilder();
    StringBuilder cut = new StringBuilder();
    for (int i = 0; i < count; i++) {
      out.append(i == 0 ? "" : markup.newBlock()).append(item(message.items().get(i), -1));
      int left = count - i - 1;
      String all = out.toString();
      if (size.applyAsInt(all) > limit) {
        break;
      }
      if (left == 0) {
        return all;
      }
      String some = all + markup.newBlock() + more(left);
      if (size.applyAsInt(some) <= limit) {
        cut.setLength(0);
        cut.append(some);
      }
    }
    return cut.isEmpty() ? shortened(message) : cut.toString();
  }

  private String more(int left) {
    return markup.escape().apply(words.get("alert.more", Figures.grouped(left)));
  }

  /** The first alert with as much of its text as fits. */
  private String shortened(Message message) {
    Message.Item first = message.items().getFirst();
    int left = message.items().size() - 1;
    String end = left == 0 ? "" : markup.newBlock() + more(left);
    int fits = 0;
    int most = first.text().codePointCount(0, first.text().length());
    while (fits < most) {
      int middle = (fits + most + 1) / 2;
      if (size.applyAsInt(item(first, middle) + end) <= limit) {
        fits = middle;
      } else {
        most = middle - 1;
      }
    }
    String written = item(first, fits) + end;
    return size.applyAsInt(written) <= limit ? written : line(first.title() + " " + first.text());
  }

  /** One line of plain text with as much of it as fits, and how much is left out. */
  String line(String text) {
    String whole = markup.escape().apply(text);
    if (size.applyAsInt(whole) <= limit) {
      return whole;
    }
    int fits = 0;
    int length = text.codePointCount(0, text.length());
    int most = length;
    while (fits < most) {
      int middle = (fits + most + 1) / 2;
      if (size.applyAsInt(beginning(text, middle)) <= limit) {
        fits = middle;
      } else {
        most = middle - 1;
      }
    }
    String written = beginning(text, fits);
    return size.applyAsInt(written) <= limit ? written : "";
  }

  private String beginning(String text, int points) {
    int length = text.codePointCount(0, text.length());
    // In a short message there is no room for words about it.
    String note = limit < ROOM_FOR_WORDS ? "alert.cutShort" : "alert.cut";
    return markup
        .escape()
        .apply(
            text.substring(0, text.offsetByCodePoints(0, points))
                + words.get(note, Figures.grouped(length - points)));
  }

  /** An alert; with a number below 0 its whole text, else so many characters of it. */
  private String item(Message.Item item, int points) {
    String newLine = markup.newLine();
    StringBuilder out = new StringBuilder();
    String level = Message.level(item.severity(), item.resolved(), words);
    out.append(
        markup
            .bold()
            .apply(markup.escape().apply(words.get("alert.title.one", level, item.title()))));
    if (points < 0) {
      out.append(newLine).append(markup.lines(item.text()));
    } else {
      int length = item.text().codePointCount(0, item.text().length());
      String some = item.text().substring(0, item.text().offsetByCodePoints(0, points));
      String note =
          points == length ? "" : words.get("alert.cut", Figures.grouped(length - points));
      out.append(newLine).append(markup.lines(some + note));
    }
    out.append(newLine).append(markup.escape().apply(item.facts()));
    if (item.runbook() != null) {
      out.append(newLine)
          .append(markup.escape().apply(words.get("alert.runbook")))
          .append(markup.linkOrText(item.runbook()));
    }
    return out.toString();
  }
}
