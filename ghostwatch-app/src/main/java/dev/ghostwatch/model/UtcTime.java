package dev.ghostwatch.model;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Moments as text in UTC. Written by hand because setting up a {@code DateTimeFormatter} costs a
 * command line more than asking gh-ost does; every {@code --json} would pay it.
 */
public final class UtcTime {
  private UtcTime() {}

  /** RFC 3339 with milliseconds: {@code 2026-11-22T13:08:06.000Z}. */
  public static String rfc3339(Instant time) {
    LocalDateTime utc = utc(time);
    StringBuilder out = new StringBuilder(24);
    pad(out, utc.getYear(), 4).append('-');
    pad(out, utc.getMonthValue(), 2).append('-');
    pad(out, utc.getDayOfMonth(), 2).append('T');
    pad(out, utc.getHour(), 2).append(':');
    pad(out, utc.getMinute(), 2).append(':');
    pad(out, utc.getSecond(), 2).append('.');
    return pad(out, utc.getNano() / 1_000_000, 3).append('Z').toString();
  }

  /** To the second and without separators, for ids: {@code 20261122T130806Z}. */
  static void compact(Instant time, StringBuilder out) {
    LocalDateTime utc = utc(time);
    pad(out, utc.getYear(), 4);
    pad(out, utc.getMonthValue(), 2);
    pad(out, utc.getDayOfMonth(), 2).append('T');
    pad(out, utc.getHour(), 2);
    pad(out, utc.getMinute(), 2);
    pad(out, utc.getSecond(), 2).append('Z');
  }

  private static LocalDateTime utc(Instant time) {
    return LocalDateTime.ofEpochSecond(time.getEpochSecond(), time.getNano(), ZoneOffset.UTC);
  }

  private static StringBuilder pad(StringBuilder out, int number, int digits) {
    int ten = 1;
    for (int i = 1; i < digits || number / ten > 9; i++) {
      ten *= 10;
    }
    for (; ten > 0; ten /= 10) {
      out.append((char) ('0' + number / ten % 10));
    }
    return out;
  }
}
