package dev.ghostwatch.terminal;

/** The few styles of terminal output, by meaning. */
public enum Style {
  PLAIN(""),
  STRONG("1"),
  DIM("2"),
  GOOD("32"),
  CAREFUL("33"),
  BAD("31");

  private final String code;

  Style(String code) {
    this.code = code;
  }

  /** The text in this style, or as it is on a screen without colour. */
  public String apply(String text, Screen screen) {
    return screen.colour() && !code.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
