package dev.ghostwatch.alert.expression;

import dev.ghostwatch.text.Lazy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A text with expressions in braces, {@code the lag is {progress.lagSeconds} s}, which are checked
 * like conditions. Two opening or closing braces are one that is meant.
 *
 * @param <S> what it speaks of
 */
public final class Template<S> {
  private sealed interface Piece<S> {
    record Words<S>(String text) implements Piece<S> {}

    record Value<S>(Expression<S> expression) implements Piece<S> {}
  }

  private final Supplier<List<Piece<S>>> pieces;

  private Template(Supplier<List<Piece<S>>> pieces) {
    this.pieces = pieces;
  }

  /**
   * A text that is known to be right, read when it is first needed: reading takes a processor that
   * has just started some milliseconds, and most texts are never shown.
   */
  public static <S> Template<S> known(String text, Vocabulary<S> vocabulary) {
    return new Template<>(
        new Lazy<>(() -> {
          try {
            return pieces(text, vocabulary);
          } catch (ExpressionException e) {
            throw new IllegalStateException(
                "BUG: a text of the program cannot be read: " + text, e);
          }
        }));
  }

  /**
   * Reads a text.
   *
   * @throws ExpressionException when an expression in it is none over these fields, or a brace is
   *     not closed
   */
  public static <S> Template<S> of(String text, Vocabulary<S> vocabulary)
      throws ExpressionException {
    List<Piece<S>> pieces = pieces(text, vocabulary);
    return new Template<>(() -> pieces);
  }

  private static <S> List<Piece<S>> pieces(String text, Vocabulary<S> vocabulary)
      throws ExpressionException {
    List<Piece<S>> pieces = new ArrayList<>();
    StringBuilder words = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if ((c == '{' || c == '}') && at + 1 < text.length() && text.charAt(at + 1) == c) {
        words.append(c);
        at += 2;
      } else if (c == '{') {
        int end = text.indexOf('}', at);
        if (end < 0) {
          throw new ExpressionException(
              List.of(
                  new ExpressionException.Problem(
                      line(text, at), "'{' is not closed; write {{ for a brace", null, null)),
              new IllegalArgumentException(text));
        }
        pieces.add(new Piece.Words<>(words.toString()));
        words.setLength(0);
        pieces.add(new Piece.Value<>(vocabulary.value(text.substring(at + 1, end))));
        at = end + 1;
      } else {
        words.append(c);
        at++;
      }
    }
    pieces.add(new Piece.Words<>(words.toString()));
    return List.copyOf(pieces);
  }

  private static int line(String text, int at) {
    return (int) text.substring(0, at).chars().filter(c -> c == '\n').count() + 1;
  }

  /** The text about a subject. */
  public String about(S subject) {
    StringBuilder text = new StringBuilder();
    for (Piece<S> piece : pieces.get()) {
      switch (piece) {
        case Piece.Words<S>(String words) -> text.append(words);
        case Piece.Value<S>(Expression<S> expression) -> text.append(expression.shown(subject));
      }
    }
    return text.toString();
  }
}
