package dev.ghostwatch.alert.expression;

/** What an expression says of a subject. */
public sealed interface Result {
  /** It has this value. */
  record Known(Object value) implements Result {}

  /** Something that it needs is not known: no data. */
  record Unknown() implements Result {}

  /**
   * It cannot be computed, a division by zero for example.
   *
   * @param why in English
   */
  record Failed(String why) implements Result {}
}
