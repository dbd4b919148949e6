package dev.ghostwatch.client.value;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Times as Go prints them: {@code 2026-11-22 13:47:17.55 +0000 UTC m=+15.03}, and its {@code
 * RubyDate} layout.
 */
public final class GoTime {

  private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
  private static final int LONGEST_FRACTION = 9;

  private GoTime() {}

  /**
   * The instant of a time as Go's {@code Time.String} prints it; null when the text does not begin
   * with one.
   */
  public static @Nullable Instant parse(String text) {
    // 0123456789012345678
    // 2026-11-22 13:47:17[.fraction] +0000
    if (text.length() < 19 || text.charAt(10) != ' ') {
      return null;
    }
    int position = 19;
    long nanos = 0;
    if (position < text.length() && text.charAt(position) == '.') {
      int end = position + 1;
      while (end < text.length() && Character.isDigit(text.charAt(end))) {
        end++;
      }
      int digits = end - position - 1;
      nanos = digits > LONGEST_FRACTION ? -1 : Numbers.parseCount(text, position + 1, end);
      for (int i = digits; i < LONGEST_FRACTION; i++) {
        nanos *= 10;
      }
      position = end;
    }
    if (nanos < 0 || position >= text.length() || text.charAt(position) != ' ') {
      return null;
    }
    ZoneOffset offset = offset(text, position + 1);
    LocalDateTime local =
        text.charAt(4) == '-' && text.charAt(7) == '-'
            ? local(
                number(text, 0, 4), number(text, 5, 7), number(text, 8, 10), text, 11, (int) nanos)
            : null;
    return offset == null || local == null ? null : local.toInstant(offset);
  }

  /**
   * A time in the layout {@code Sun Nov 22 13:08:06 +0000 2026}; null when the text is not exactly
   * one.
   */
  public static @Nullable OffsetDateTime parseRubyDate(String text) {
    // 012345678901234567890123456789
    // Sun Nov 22 13:08:06 +0000 2026
    if (text.length() != 30
        || text.charAt(3) != ' '
        || text.charAt(7) != ' '
        || text.charAt(10) != ' '
        || text.charAt(19) != ' '
        || text.charAt(25) != ' ') {
      return null;
    }
    int month = MONTHS.indexOf(text.substring(4, 7));
    if (month < 0 || month % 3 != 0) {
      return null;
    }
    ZoneOffset offset = offset(text, 20);
    LocalDateTime local =
        local(number(text, 26, 30), month / 3 + 1, number(text, 8, 10), text, 11, 0);
    return offset == null || local == null ? null : OffsetDateTime.of(local, offset);
  }

  private static @Nullable LocalDateTime local(
      int year, int month, int day, String text, int clock, int nanos) {
    if (text.charAt(clock + 2) != ':' || text.charAt(clock + 5) != ':') {
      return null;
    }
    int hour = number(text, clock, clock + 2);
    int minute = number(text, clock + 3, clock + 5);
    int second = number(text, clock + 6, clock + 8);
    if (year < 0 || month < 0 || day < 0 || hour < 0 || minute < 0 || second < 0) {
      return null;
    }
    try {
      return LocalDateTime.of(year, month, day, hour, minute, second, nanos);
    } catch (DateTimeException _) {
      // 31 February and the like: not a time.
      return null;
    }
  }

  private static @Nullable ZoneOffset offset(String text, int from) {
    if (text.length() < from + 5) {
      return null;
    }
    char sign = text.charAt(from);
    int hours = number(text, from + 1, from + 3);
    int minutes = number(text, from + 3, from + 5);
    if ((sign != '+' && sign != '-') || hours < 0 || hours > 17 || minutes < 0 || minutes > 59) {
      return null;
    }
    int seconds = (hours * 60 + minutes) * 60;
    return ZoneOffset.ofTotalSeconds(sign == '-' ? -seconds : seconds);
  }

  private static int number(String text, int from, int to) {
    return (int) Numbers.parseCount(text, from, to);
  }
}
