package dev.ghostwatch.client.log;

import static dev.ghostwatch.client.log.Bytes.mask;
import static dev.ghostwatch.client.log.Bytes.word;

import java.time.DateTimeException;
import java.time.LocalDate;

/** Reads {@code 2026-11-22 13:08:06} and {@code 2026/11/22 13:08:06}, which carry no zone. */
final class LogDates {

  private static final long SECONDS_A_DAY = 86_400;

  /** The day read last: most lines are of the same day as the line before. */
  private long dayStart;

  private long dayEnd;
  private long daySeconds = LineBatch.NONE;

  /**
   * The date that stands here as seconds since 1970 on the clock that wrote it; {@link
   * LineBatch#NONE} when there is none.
   */
  long at(byte[] bytes, int start) {
    if (bytes[start + 10] != ' ' || bytes[start + 13] != ':' || bytes[start + 16] != ':') {
      return LineBatch.NONE;
    }
    int hours = twoDigits(bytes, start + 11);
    int minutes = twoDigits(bytes, start + 14);
    int seconds = twoDigits(bytes, start + 17);
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || seconds < 0 || seconds > 60) {
      return LineBatch.NONE;
    }
    long first = word(bytes, start);
    long last = word(bytes, start + 8) & mask(2);
    if (first != dayStart || last != dayEnd) {
      daySeconds = day(bytes, start);
      dayStart = first;
      dayEnd = last;
    }
    return daySeconds == LineBatch.NONE
        ? LineBatch.NONE
        : daySeconds + hours * 3600L + minutes * 60L + seconds;
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
