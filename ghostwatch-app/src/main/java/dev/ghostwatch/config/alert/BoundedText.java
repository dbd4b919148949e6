package dev.ghostwatch.config.alert;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text that a regular expression may look at only so often: {@code (a+)+b} would go on for years
 * on thirty letters, and the thread that sends alerts with it.
 */
final class BoundedText implements CharSequence {
  /** Looks per match; a usual expression takes a few for each letter. */
  private static final int MOST_LOOKS = 200_000;

  private static final class TooOften extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooOften() {
      super(null, null, false, false);
    }
  }

  private final String text;
  private int looks;

  private BoundedText(String text) {
    this.text = text;
  }

  /** Whether the whole text fits; null when that takes too long to find out. */
  static @Nullable Boolean fits(Pattern pattern, String text) {
    try {
      return pattern.matcher(new BoundedText(text)).matches();
    } catch (TooOften | StackOverflowError _) {
      return null;
    }
  }

  @Override
  public char charAt(int index) {
    if (++looks > MOST_LOOKS) {
      throw new TooOften();
    }
    return text.charAt(index);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.substring(start, end);
  }

  @Override
  public String toString() {
    return text;
  }
}
