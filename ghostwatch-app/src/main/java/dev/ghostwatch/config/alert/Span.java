package dev.ghostwatch.config.alert;

import dev.ghostwatch.config.schema.Scalar;
import dev.ghostwatch.config.schema.Shown;
import dev.ghostwatch.config.schema.Wording;
import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * From one number to another, both belonging to it: days of the week from Sunday as 0, minutes of a
 * day, months, years.
 *
 * @param first never above {@code last}, except for days of a month that are counted from its end
 * @param text as it was written
 */
public record Span(int first, int last, String text) {
  private static final int NONE = Integer.MIN_VALUE;
  private static final int SHORTEST_MONTH = 28;
  private static final int LONGEST_MONTH = 31;
  private static final int MINUTES_OF_DAY = 24 * 60;
  private static final List<String> DAYS =
      List.of("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday");
  private static final List<String> MONTHS =
      List.of(
          "january",
          "february",
          "march",
          "april",
          "may",
          "june",
          "july",
          "august",
          "september",
          "october",
          "november",
          "december");

  /** Whether a number lies in it. */
  public boolean contains(int number) {
    return first <= number && number <= last;
  }

  /** {@code monday:friday}. */
  static Scalar<Span> weekdays() {
    return kind("config.kind.weekdays", ":", Span::weekday, (first, last) -> first <= last);
  }

  /** {@code 1:5}, {@code -3:-1}; never 0. */
  static Scalar<Span> daysOfMonth() {
    return kind("config.kind.daysOfMonth", ":", Span::dayOfMonth, Span::isSomeMonthsDays);
  }

  /** {@code january:march}, {@code 1:3}. */
  static Scalar<Span> months() {
    return kind("config.kind.months", ":", Span::month, (first, last) -> first <= last);
  }

  /** {@code 2026:2027}. */
  static Scalar<Span> years() {
    return kind(
        "config.kind.years",
        ":",
        text -> text.matches("\\d{4}") ? Integer.parseInt(text) : NONE,
        (first, last) -> first <= last);
  }

  /** {@code 22:00-24:00}; in minutes, and the last minute does not belong to it. */
  static Scalar<Span> times() {
    return kind("config.kind.times", "-", Span::minute, (first, last) -> first < last);
  }

  private static Scalar<Span> kind(
      String rule,
      String between,
      ToIntFunction<String> number,
      BiPredicate<Integer, Integer> isPossible) {
    return new Scalar<>(
        Wording.of(rule),
        Shown.Type.TEXT,
        (text, _) -> parse(text, between, number, isPossible),
        Span::text,
        List.of());
  }

  private static @Nullable Span parse(
      String text,
      String between,
      ToIntFunction<String> number,
      BiPredicate<Integer, Integer> isPossible) {
    String lower = text.toLowerCase(Locale.ROOT).replace(" ", "");
    // A day counted from the end of the month begins with a sign of its own.
    int middle = lower.indexOf(between, 1);
    int first = number.applyAsInt(middle < 0 ? lower : lower.substring(0, middle));
    int last = middle < 0 ? first : number.applyAsInt(lower.substring(middle + 1));
    return first == NONE || last == NONE || !isPossible.test(first, last)
        ? null
        : new Span(first, last, lower);
  }

  private static int weekday(String text) {
    int index = DAYS.indexOf(text);
    return index < 0 ? NONE : index;
  }

  private static int dayOfMonth(String text) {
    if (!text.matches("-?\\d{1,2}")) {
      return NONE;
    }
    int day = Integer.parseInt(text);
    return day == 0 || Math.abs(day) > LONGEST_MONTH ? NONE : day;
  }

  private static boolean isSomeMonthsDays(int first, int last) {
    if (first < 0 && last > 0) {
      return false;
    }
    int from = first < 0 ? SHORTEST_MONTH + first : first;
    int to = last < 0 ? SHORTEST_MONTH + last : last;
    return from <= to;
  }

  private static int month(String text) {
    int index = MONTHS.indexOf(text);
    if (index >= 0) {
      return index + 1;
    }
    int number = text.matches("\\d{1,2}") ? Integer.parseInt(text) : NONE;
    return number < 1 || number > MONTHS.size() ? NONE : number;
  }

  private static int minute(String text) {
    if (!text.matches("([01]\\d|2[0-3]):[0-5]\\d|24:00")) {
      return NONE;
    }
    int minutes = Integer.parseInt(text.substring(0, 2)) * 60 + Integer.parseInt(text.substring(3));
    return Math.min(minutes, MINUTES_OF_DAY);
  }
}
