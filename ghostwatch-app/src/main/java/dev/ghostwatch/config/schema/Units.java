package dev.ghostwatch.config.schema;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Durations and sizes as people write them: {@code 500ms}, {@code 10s}, {@code 1h30m}, {@code 30d},
 * {@code 2w}; {@code 512KB}, {@code 4GB}, {@code 1.5GiB}.
 */
public final class Units {
  private static final Pattern PART = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,6})?)(ms|s|m|h|d|w)");
  private static final Pattern SIZE =
      Pattern.compile("(?i)(\\d{1,12}(?:\\.\\d{1,6})?) ?([KMGT]?)(i?)B");
  private static final Map<String, Long> MILLIS = new LinkedHashMap<>();

  static {
    MILLIS.put("w", 604_800_000L);
    MILLIS.put("d", 86_400_000L);
    MILLIS.put("h", 3_600_000L);
    MILLIS.put("m", 60_000L);
    MILLIS.put("s", 1_000L);
    MILLIS.put("ms", 1L);
  }

  private Units() {}

  /** The duration, to the millisecond; null when the text is none. */
  public static @Nullable Duration duration(String text) {
    Matcher part = PART.matcher(text);
    BigDecimal millis = BigDecimal.ZERO;
    int end = 0;
    while (end < text.length()) {
      if (!part.find(end) || part.start() != end) {
        return null;
      }
      long unit = Objects.requireNonNull(MILLIS.get(part.group(2)));
      millis = millis.add(new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(unit)));
      end = part.end();
    }
    return end == 0
        ? null
        : Duration.ofMillis(millis.setScale(0, RoundingMode.HALF_UP).longValue());
  }

  /** The shortest way to write a duration: {@code 90s} is {@code 1m30s}. */
  public static String format(Duration duration) {
    long rest = duration.toMillis();
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, Long> unit : MILLIS.entrySet()) {
      // Thirty days are clearer than four weeks and two days.
      if (!unit.getKey().equals("w") && rest >= unit.getValue()) {
        text.append(rest / unit.getValue()).append(unit.getKey());
        rest %= unit.getValue();
      }
    }
    return text.isEmpty() ? "0s" : text.toString();
  }

  /** Bytes; a kilobyte is 1024 of them. Null when the text is no size. */
  public static @Nullable Long size(String text) {
    Matcher size = SIZE.matcher(text);
    if (!size.matches() || (size.group(2).isEmpty() && !size.group(3).isEmpty())) {
      return null;
    }
    int power = "KMGT".indexOf(size.group(2).toUpperCase(Locale.ROOT)) + 1;
    if (size.group(2).isEmpty()) {
      power = 0;
    }
    BigDecimal bytes = new BigDecimal(size.group(1)).multiply(BigDecimal.valueOf(1024).pow(power));
    return bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0 ? null : bytes.longValue();
  }

  /** The shortest exact way to write a size. */
  public static String size(long bytes) {
    String[] units = {"B", "KB", "MB", "GB", "TB"};
    int unit = 0;
    long rest = bytes;
    while (unit < units.length - 1 && rest != 0 && rest % 1024 == 0) {
      rest /= 1024;
      unit++;
    }
    return rest + units[unit];
  }
}
