package dev.ghostwatch.client.log;

import dev.ghostwatch.client.value.ThrottleReason;
import java.util.Arrays;

/** Tells the kinds of throttle texts apart, the frequent ones without making a string. */
final class ThrottleKinds {

  private static final byte[] FLAG_FILE = Bytes.ascii("flag-file");
  private static final byte[] USER = Bytes.ascii("commanded by user");
  private static final byte[] QUERY = Bytes.ascii("throttle-query");
  private static final byte[] LAG = Bytes.ascii("lag=");

  /** The last text that was parsed the long way: such a reason stays the same for many lines. */
  private byte[] lastText = {};

  private ThrottleReason.Kind lastKind = ThrottleReason.Kind.OTHER;

  ThrottleReason.Kind of(byte[] bytes, int from, int to) {
    if (is(bytes, from, to, FLAG_FILE)) {
      return ThrottleReason.Kind.FLAG_FILE;
    }
    if (Bytes.startsWith(bytes, from, to, LAG) && isSeconds(bytes, from + LAG.length, to)) {
      return ThrottleReason.Kind.LAG;
    }
    if (is(bytes, from, to, USER)) {
      return ThrottleReason.Kind.USER_COMMAND;
    }
    if (is(bytes, from, to, QUERY)) {
      return ThrottleReason.Kind.THROTTLE_QUERY;
    }
    if (!Arrays.equals(bytes, from, to, lastText, 0, lastText.length) || lastText.length == 0) {
      lastText = Arrays.copyOfRange(bytes, from, to);
      lastKind = ThrottleReason.parse(LineBatch.decode(bytes, from, to - from)).kind();
    }
    return lastKind;
  }

  private static boolean is(byte[] bytes, int from, int to, byte[] text) {
    return to - from == text.length && Bytes.startsWith(bytes, from, to, text);
  }

  /** {@code 2.483039s} and nothing else. */
  private static boolean isSeconds(byte[] bytes, int from, int to) {
    int position = digits(bytes, from, to);
    if (position == from || position == to || bytes[position] != '.') {
      return false;
    }
    int end = digits(bytes, position + 1, to);
    return end > position + 1 && end == to - 1 && bytes[end] == 's';
  }

  private static int digits(byte[] bytes, int from, int to) {
    int position = from;
    while (position < to && bytes[position] >= '0' && bytes[position] <= '9') {
      position++;
    }
    return position;
  }
}
