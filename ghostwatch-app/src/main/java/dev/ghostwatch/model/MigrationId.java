package dev.ghostwatch.model;

import dev.ghostwatch.client.value.TableName;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Names one run of gh-ost: its table and the second it started. The text form is {@code
 * shop.orders@20261122T130806Z}; in the names everything but ASCII letters, digits, {@code _},
 * {@code -} and {@code $} is percent-encoded (UTF-8), so that the two dots of meaning stay
 * unambiguous.
 *
 * @param table database and table, as gh-ost names them
 * @param startedAt when the run started, to the second
 */
public record MigrationId(TableName table, Instant startedAt) {
  /** Enough for the text of most. */
  private static final int ROOM = 64;

  /** The text form. */
  public String text() {
    StringBuilder text = new StringBuilder(ROOM);
    begin(table, text);
    UtcTime.compact(startedAt, text);
    return text.toString();
  }

  /** How the text form of each run of a table begins, and of no other's. */
  public static String beginning(TableName table) {
    StringBuilder text = new StringBuilder(ROOM);
    begin(table, text);
    return text.toString();
  }

  private static void begin(TableName table, StringBuilder text) {
    encode(table.database(), text);
    text.append('.');
    encode(table.table(), text);
    text.append('@');
  }

  @Override
  public String toString() {
    return text();
  }

  /** Reads the text form; null when it is not one. */
  public static @Nullable MigrationId parse(String text) {
    int at = text.indexOf('@');
    int dot = text.indexOf('.');
    if (dot < 1 || at < dot) {
      return null;
    }
    String database = decode(text.substring(0, dot));
    String table = decode(text.substring(dot + 1, at));
    if (database == null || table == null) {
      return null;
    }
    DateTimeFormatter start =
        DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    try {
      return new MigrationId(
          new TableName(database, table), Instant.from(start.parse(text.substring(at + 1))));
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private static void encode(String name, StringBuilder out) {
    int plain = 0;
    while (plain < name.length() && isPlain(name.charAt(plain))) {
      plain++;
    }
    if (plain == name.length()) {
      out.append(name);
      return;
    }
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      int c = b & 0xff;
      if (isPlain(c)) {
        out.append((char) c);
      } else {
        out.append('%').append(hexDigit(c >> 4)).append(hexDigit(c & 15));
      }
    }
  }

  private static boolean isPlain(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '-'
        || c == '$';
  }

  private static char hexDigit(int value) {
    return (char) (value < 10 ? '0' + value : 'A' + value - 10);
  }

  private static @Nullable String decode(String encoded) {
    byte[] bytes = new byte[encoded.length()];
    int length = 0;
    for (int i = 0; i < encoded.length(); i++) {
      char c = encoded.charAt(i);
      if (c > 0x7f) {
        return null;
      }
      if (c == '%') {
        if (i + 3 > encoded.length()) {
          return null;
        }
        int high = Character.digit(encoded.charAt(i + 1), 16);
        int low = Character.digit(encoded.charAt(i + 2), 16);
        if (high < 0 || low < 0) {
          return null;
        }
        bytes[length++] = (byte) (high << 4 | low);
        i += 2;
      } else {
        bytes[length++] = (byte) c;
      }
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }
}
