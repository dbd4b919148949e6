package dev.ghostwatch.alert;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A set of labels, sorted by name: what an alert is told apart by. An empty value is the same as no
 * label, as in Alertmanager.
 *
 * @param values by name; a name matches {@code [a-zA-Z_][a-zA-Z0-9_]*}
 */
public record Labels(SortedMap<String, String> values) implements Comparable<Labels> {
  /** The label that names the rule. */
  public static final String ALERT_NAME = "alertname";

  /** The label that says how much it matters: info, warning, error or critical. */
  public static final String SEVERITY = "severity";

  /** The label with the migration's {@code database.table}. */
  public static final String MIGRATION = "migration";

  /** The label with the id of the run: two runs of one table are two things that can go wrong. */
  public static final String RUN = "run";

  public static final Labels NONE = of(Map.of());

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;
  private static final Pattern NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

  public Labels {
    SortedMap<String, String> kept = new TreeMap<>();
    values.forEach((name, value) -> {
      if (!NAME.matcher(name).matches()) {
        throw new IllegalArgumentException(
            "'" + name + "' is no label name: letters, digits and _, not beginning with a digit");
      }
      if (!value.isEmpty()) {
        kept.put(name, value);
      }
    });
    values = Collections.unmodifiableSortedMap(kept);
  }

  public static Labels of(Map<String, String> values) {
    return new Labels(new TreeMap<>(values));
  }

  /** The value of a label; null when it is not there. */
  public @Nullable String get(String name) {
    return values.get(name);
  }

  /** These labels with one more, or with another value. */
  public Labels with(String name, String value) {
    SortedMap<String, String> changed = new TreeMap<>(values);
    changed.put(name, value);
    return new Labels(changed);
  }

  /** Only the labels with these names. */
  public Labels only(Iterable<String> names) {
    SortedMap<String, String> kept = new TreeMap<>();
    for (String name : names) {
      String value = values.get(name);
      if (value != null) {
        kept.put(name, value);
      }
    }
    return new Labels(kept);
  }

  /** Name by name, and value by value where the names are the same. */
  @Override
  public int compareTo(Labels other) {
    Iterator<Map.Entry<String, String>> others = other.values.entrySet().iterator();
    for (Map.Entry<String, String> own : values.entrySet()) {
      if (!others.hasNext()) {
        return 1;
      }
      Map.Entry<String, String> theirs = others.next();
      int byName = own.getKey().compareTo(theirs.getKey());
      int order = byName == 0 ? own.getValue().compareTo(theirs.getValue()) : byName;
      if (order != 0) {
        return order;
      }
    }
    return others.hasNext() ? -1 : 0;
  }

  /**
   * A short name for these labels, 16 hexadecimal digits: the same that Prometheus and Alertmanager
   * give them.
   */
  public String fingerprint() {
    long hash = FNV_OFFSET;
    for (Map.Entry<String, String> label : values.entrySet()) {
      hash = separated(hashed(hash, label.getKey()));
      hash = separated(hashed(hash, label.getValue()));
    }
    return HexFormat.of().toHexDigits(hash);
  }

  private static long hashed(long hash, String text) {
    long sum = hash;
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      sum = (sum ^ (b & 0xff)) * FNV_PRIME;
    }
    return sum;
  }

  /** No UTF-8 text has this byte. */
  private static long separated(long hash) {
    return (hash ^ 0xff) * FNV_PRIME;
  }

  /** {@code {alertname="Lag", migration="shop.orders"}}, as Prometheus writes it. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("{");
    values.forEach((name, value) -> {
      text.append(text.length() > 1 ? ", " : "").append(name).append("=\"");
      text.append(value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"));
      text.append('"');
    });
    return text.append('}').toString();
  }
}
