package dev.ghostwatch.terminal;

import dev.ghostwatch.client.value.Printable;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Text from outside on a terminal: {@link Printable}, on one line or on several. */
public final class SafeText {
  private SafeText() {}

  /** The text on the lines it has: only its line breaks are left as they are. */
  public static String lines(String text) {
    return text.indexOf('\n') < 0
        ? line(text)
        : Arrays.stream(text.split("\n", -1)).map(SafeText::line).collect(Collectors.joining("\n"));
  }

  /** The text on one line; line breaks and tabs are escaped too. */
  public static String line(String text) {
    return Printable.text(text);
  }
}
