package dev.ghostwatch.web.route;

import dev.ghostwatch.text.Language;
import dev.ghostwatch.text.Texts;
import io.javalin.http.Context;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads what stands in the query of a request; what makes no sense is a problem. */
public final class Query {
  private static final String BAD = "Bad query";

  private Query() {}

  /** A moment, as RFC 3339 or in seconds of the epoch; null when it is not given. */
  public static @Nullable Instant time(Context request, String name) throws ProblemException {
    String text = request.queryParam(name);
    if (text == null) {
      return null;
    }
    try {
      if (text.matches("\\d{1,11}(\\.\\d{1,9})?")) {
        return Instant.ofEpochMilli(new BigDecimal(text).movePointRight(3).longValue());
      }
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new ProblemException(
          400,
          BAD,
          name
              + " must be a moment such as 2026-11-26T12:00:00Z, or seconds of the epoch; found \""
              + text
              + "\".",
          e);
    }
  }

  /**
   * A stretch of time.
   *
   * @param from null for the beginning
   * @param to null for the end
   */
  public record Range(@Nullable Instant from, @Nullable Instant to) {
    /** Whether a moment lies in it. */
    public boolean contains(Instant at) {
      return (from == null || !at.isBefore(from)) && (to == null || at.isBefore(to));
    }
  }

  /** {@code from} (included) and {@code to} (not included). */
  public static Range range(Context request) throws ProblemException {
    Instant from = time(request, "from");
    Instant to = time(request, "to");
    if (from != null && to != null && !from.isBefore(to)) {
      throw ProblemException.badRequest(
          BAD, "from must be before to; found from=" + from + " and to=" + to + ".");
    }
    return new Range(from, to);
  }

  /** A whole number within limits, which belong to it. */
  public static int whole(Context request, String name, int usual, int least, int most)
      throws ProblemException {
    String text = request.queryParam(name);
    if (text == null) {
      return usual;
    }
    if (text.matches("\\d{1,9}")) {
      int value = Integer.parseInt(text);
      if (value >= least && value <= most) {
        return value;
      }
    }
    throw ProblemException.badRequest(
        BAD,
        name
            + " must be a whole number from "
            + least
            + " to "
            + most
            + "; found \""
            + text
            + "\".");
  }

  /** The texts in the language that {@code lang} names; English without it. */
  public static Texts texts(Context request) {
    Language language = Language.byCode(String.valueOf(request.queryParam("lang")));
    return Texts.of(language == null ? Language.EN : language);
  }
}
