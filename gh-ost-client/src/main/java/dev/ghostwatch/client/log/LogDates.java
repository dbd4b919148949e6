package dev.ghostwatch.client.log;

import static dev.ghostwatch.client.log.Bytes.word;

import java.time.DateTimeException;
import java.time.LocalDate;

/** Reads {@code 2026-11-22 13:08:06} and {@code 2026/11/22 13:08:06}, which carry no zone. */
final class LogDates {

  private static final long SECONDS_A_DAY = 86_400;

  /** The minute read last, as its characters: most lines are of the same one as the line before. */
  private long minuteStart;

  private long minuteEnd;
  private long minuteSeconds = LineBatch.NONE;

  /**
   * The date that stands here as seconds since 1970 on the clock that wrote it; {@link
   * LineBatch#NONE} when there is none.
   */
  long at(byte[] bytes, int start) {
    long first = word(bytes, start);
    long last = word(bytes, start + 8);
    if (first != minuteStart || last != minuteEnd) {
      minuteSeconds = minute(bytes, start);
      minuteStart = first;
      minuteEnd = last;
    }
    int tens = bytes[start + 17] - '0';
    int ones = bytes[start + 18] - '0';
    return minuteSeconds == LineBatch.NONE
            || bytes[start + 16] != ':'
            || tens < 0
            || tens > 6
            || ones < 0
            || ones > 9
            || (tens == 6 && ones > 0)
        ? LineBatch.NONE
        : minuteSeconds + tens * 10L + ones;
  }

  private static long minute(byte[] bytes, int start) {
    if (bytes[start + 10] != ' ' || bytes[start + 13] != ':') {
      return LineBatch.NONE;
    }
    int hours = twoDigits(bytes, start + 11);
    int minutes = twoDigits(bytes, start + 14);
    long day = day(bytes, start);
    return hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || day == LineBatch.NONE
        ? LineBatch.NONE
        : day + hours * 3600L + minutes * 60L;
  }

  private static long day(byte[] bytes, int start) {
    byte separator = bytes[start + 4];
    if ((separator != '-' && separator != '/') || bytes[start + 7] != separator) {
      return LineBatch.NONE;
    }
    int century = twoDigits(bytes, start);
    int year = twoDigits(bytes, start + 2);
    int month = twoDigits(bytes, start + 5);
    int day = twoDigits(bytes, start + 8);
    if (century < 0 || year < 0 || month < 0 || day < 0) {
      return LineBatch.NONE;
    }
    try {
      return LocalDate.of(century * 100 + year, month, day).toEpochDay() * SECONDS_A_DAY;
    } catch (DateTimeException _) {
      // 31 February and the like: not a date.
      return LineBatch.NONE;
    }
  }

  private static int twoDigits(byte[] bytes, int start) {
    int tens = bytes[start] - '0';
    int ones = bytes[start + 1] - '0';
    return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
  }
}
