package dev.ghostwatch.client.value;

/**
 * Recognises MySQL's GTID sets: {@code UUID:1-5:7,UUID:TAG:1-3}.
 *
 * @see <a href="https://dev.mysql.com/doc/refman/8.4/en/replication-gtids-concepts.html">GTID
 *     format</a>
 */
final class GtidSets {

  private static final int UUID_LENGTH = 36;
  private static final int TAG_LENGTH = 32;

  private GtidSets() {}

  static boolean isGtidSet(String text) {
    int position = 0;
    while (true) {
      int end = text.indexOf(',', position);
      int stop = end < 0 ? text.length() : end;
      if (!isMember(text, skipBlanks(text, position, stop), stop)) {
        return false;
      }
      if (end < 0) {
        return true;
      }
      position = end + 1;
    }
  }

  private static int skipBlanks(String text, int from, int to) {
    int position = from;
    while (position < to && text.charAt(position) == ' ') {
      position++;
    }
    return position;
  }

  private static boolean isMember(String text, int from, int to) {
    if (to - from <= UUID_LENGTH || !isUuid(text, from) || text.charAt(from + UUID_LENGTH) != ':') {
      return false;
    }
    int position = from + UUID_LENGTH + 1;
    while (true) {
      int end = text.indexOf(':', position, to);
      int stop = end < 0 ? to : end;
      if (!isInterval(text, position, stop) && !isTag(text, position, stop)) {
        return false;
      }
      if (stop == to) {
        return true;
      }
      position = stop + 1;
    }
  }

  private static boolean isUuid(String text, int from) {
    for (int i = 0; i < UUID_LENGTH; i++) {
      char c = text.charAt(from + i);
      boolean dashPlace = i == 8 || i == 13 || i == 18 || i == 23;
      if (dashPlace ? c != '-' : (Character.digit(c, 16) < 0 || c > 'f')) {
        return false;
      }
    }
    return true;
  }

  private static boolean isInterval(String text, int from, int to) {
    int dash = text.indexOf('-', from, to);
    if (dash < 0) {
      return Numbers.parseCount(text, from, to) >= 0;
    }
    return Numbers.parseCount(text, from, dash) >= 0 && Numbers.parseCount(text, dash + 1, to) >= 0;
  }

  private static boolean isTag(String text, int from, int to) {
    if (from >= to || to - from > TAG_LENGTH || Ascii.isDigit(text.charAt(from))) {
      return false;
    }
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (!Ascii.isLetter(c) && !Ascii.isDigit(c) && c != '_') {
        return false;
      }
    }
    return true;
  }
}
