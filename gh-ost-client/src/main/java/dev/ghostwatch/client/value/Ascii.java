package dev.ghostwatch.client.value;

/** Tells ASCII characters apart: gh-ost's own words have no others. */
public final class Ascii {

  private Ascii() {}

  public static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  public static boolean isLetter(char c) {
    return isLowerCase(c) || (c >= 'A' && c <= 'Z');
  }

  public static boolean isLowerCase(char c) {
    return c >= 'a' && c <= 'z';
  }
}
