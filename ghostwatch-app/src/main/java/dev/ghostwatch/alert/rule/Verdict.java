package dev.ghostwatch.alert.rule;

import dev.ghostwatch.alert.expression.Result;

/** What a condition says at one moment. */
public sealed interface Verdict {
  /** It holds. */
  record Holds() implements Verdict {}

  /** It does not. */
  record DoesNotHold() implements Verdict {}

  /** What it needs is not known. */
  record NoData() implements Verdict {}

  /**
   * It could not be computed; treated like no data, and shown.
   *
   * @param why in English
   */
  record Failed(String why) implements Verdict {}

  /** The verdict that a result of a condition is. */
  static Verdict of(Result result) {
    return switch (result) {
      case Result.Known(Object value) ->
          Boolean.TRUE.equals(value) ? new Holds() : new DoesNotHold();
      case Result.Unknown() -> new NoData();
      case Result.Failed(String why) -> new Failed(why);
    };
  }

  /** Whether it says anything. */
  default boolean isKnown() {
    return this instanceof Holds || this instanceof DoesNotHold;
  }

  /** For people and documents: {@code holds}, {@code no data}. */
  default String word() {
    return switch (this) {
      case Holds() -> "holds";
      case DoesNotHold() -> "does not hold";
      case NoData() -> "no data";
      case Failed(String why) -> "failed: " + why;
    };
  }
}
