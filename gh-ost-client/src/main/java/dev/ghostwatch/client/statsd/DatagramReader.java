package dev.ghostwatch.client.statsd;

import dev.ghostwatch.client.value.Numbers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads DogStatsD datagrams: {@code name:value[:value…]|type[|@rate][|#tag,key:value][|…]}, a line
 * each. Sections that are not known (container ids, time stamps) are skipped. Anything may come
 * from the network: no input makes this throw, and nothing it makes is larger than the datagram by
 * more than a constant factor.
 */
public final class DatagramReader {
  static final int LONGEST_NAME = 200;
  static final int MOST_TAGS = 64;

  private static final int LONGEST_NUMBER = 40;
  private static final double[] NO_VALUES = {};

  /** Where the lines go. */
  public interface Sink {
    void metric(MetricLine line);

    /** An event or a service check, which gh-ost does not send. */
    void ignored();

    /** A line that is nothing of the kind. */
    void malformed();
  }

  private DatagramReader() {}

  /** Reads the first {@code length} bytes. */
  public static void read(byte[] bytes, int length, Sink sink) {
    int start = 0;
    while (start < length) {
      int end = indexOf(bytes, start, length, '\n');
      int stop = end > start && bytes[end - 1] == '\r' ? end - 1 : end;
      if (stop > start) {
        readLine(bytes, start, stop, sink);
      }
      start = end + 1;
    }
  }

  private static void readLine(byte[] bytes, int start, int end, Sink sink) {
    if (startsWith(bytes, start, end, "_e{") || startsWith(bytes, start, end, "_sc|")) {
      sink.ignored();
      return;
    }
    MetricLine line = line(bytes, start, end);
    if (line == null) {
      sink.malformed();
    } else {
      sink.metric(line);
    }
  }

  private static @Nullable MetricLine line(byte[] bytes, int start, int end) {
    int colon = indexOf(bytes, start, end, ':');
    if (colon == end || !isName(bytes, start, colon)) {
      return null;
    }
    int bar = indexOf(bytes, colon + 1, end, '|');
    if (bar == end) {
      return null;
    }
    int typeEnd = indexOf(bytes, bar + 1, end, '|');
    MetricType type = MetricType.byCode(bytes, bar + 1, typeEnd);
    if (type == null) {
      return null;
    }
    double[] values = type == MetricType.SET ? NO_VALUES : values(bytes, colon + 1, bar);
    if (values == null) {
      return null;
    }
    double rate = 1;
    List<MetricLine.Tag> tags = List.of();
    int section = typeEnd + 1;
    while (section < end) {
      int stop = indexOf(bytes, section, end, '|');
      if (bytes[section] == '@') {
        rate = number(bytes, section + 1, stop);
        if (!(rate > 0 && rate <= 1)) {
          return null;
        }
      } else if (bytes[section] == '#') {
        tags = tags(bytes, section + 1, stop);
      }
      section = stop + 1;
    }
    String name = new String(bytes, start, colon - start, StandardCharsets.US_ASCII);
    return new MetricLine(name, type, new Values(values), rate, tags);
  }

  private static double @Nullable [] values(byte[] bytes, int from, int to) {
    int count = 1;
    for (int i = from; i < to; i++) {
      count += bytes[i] == ':' ? 1 : 0;
    }
    double[] values = new double[count];
    int start = from;
    for (int i = 0; i < count; i++) {
      int end = indexOf(bytes, start, to, ':');
      values[i] = number(bytes, start, end);
      if (!Double.isFinite(values[i])) {
        return null;
      }
      start = end + 1;
    }
    return values;
  }

  /** NaN when it is none. */
  private static double number(byte[] bytes, int from, int to) {
    int length = to - from;
    if (length == 0 || length > LONGEST_NUMBER) {
      return Double.NaN;
    }
    // Most are one digit: milliseconds of quick queries.
    if (length == 1 && bytes[from] >= '0' && bytes[from] <= '9') {
      return bytes[from] - '0';
    }
    for (int i = from; i < to; i++) {
      if (!isNumeric(bytes[i])) {
        return Double.NaN;
      }
    }
    String text = new String(bytes, from, length, StandardCharsets.US_ASCII);
    Double decimal = Numbers.parseDecimal(text, 0, length);
    return decimal == null ? scientific(text) : decimal;
  }

  private static double scientific(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException _) {
      return Double.NaN;
    }
  }

  private static boolean isNumeric(byte octet) {
    return (octet >= '0' && octet <= '9')
        || octet == '.'
        || octet == '-'
        || octet == '+'
        || octet == 'e'
        || octet == 'E';
  }

  private static List<MetricLine.Tag> tags(byte[] bytes, int from, int to) {
    List<MetricLine.Tag> tags = new ArrayList<>();
    int start = from;
    while (start < to && tags.size() < MOST_TAGS) {
      int end = indexOf(bytes, start, to, ',');
      if (end > start) {
        int colon = indexOf(bytes, start, end, ':');
        tags.add(
            new MetricLine.Tag(
                text(bytes, start, colon), colon == end ? "" : text(bytes, colon + 1, end)));
      }
      start = end + 1;
    }
    return tags;
  }

  private static String text(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  private static boolean isName(byte[] bytes, int from, int to) {
    if (from == to || to - from > LONGEST_NAME) {
      return false;
    }
    for (int i = from; i < to; i++) {
      if (bytes[i] <= ' ' || bytes[i] == '|' || bytes[i] == 0x7f) {
        return false;
      }
    }
    return true;
  }

  private static boolean startsWith(byte[] bytes, int from, int to, String prefix) {
    byte[] wanted = prefix.getBytes(StandardCharsets.US_ASCII);
    int end = from + wanted.length;
    return end <= to && Arrays.equals(bytes, from, end, wanted, 0, wanted.length);
  }

  private static int indexOf(byte[] bytes, int from, int to, char wanted) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == wanted) {
        return i;
      }
    }
    return to;
  }
}
