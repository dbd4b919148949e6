package dev.ghostwatch.document;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Values of an object that was read with {@link JsonTree}; null for whatever is not there. */
public final class TreeValues {
  private final Map<String, @Nullable Object> object;

  public TreeValues(Map<String, @Nullable Object> object) {
    this.object = object;
  }

  public Set<String> names() {
    return object.keySet();
  }

  public @Nullable String text(String name) {
    return object.get(name) instanceof String text ? text : null;
  }

  /** A whole number; one that is too large counts as not there. */
  public @Nullable Long whole(String name) {
    return object.get(name) instanceof BigDecimal number
            && number.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0
        ? Long.valueOf(number.longValue())
        : null;
  }

  public @Nullable Double decimal(String name) {
    return object.get(name) instanceof BigDecimal number
        ? Double.valueOf(number.doubleValue())
        : null;
  }

  public boolean isTrue(String name) {
    return Boolean.TRUE.equals(object.get(name));
  }

  public @Nullable Instant time(String name) {
    try {
      return object.get(name) instanceof String text ? Instant.parse(text) : null;
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  public @Nullable TreeValues object(String name) {
    return object.get(name) instanceof Map<?, ?> map ? new TreeValues(named(map)) : null;
  }

  /** The objects of an array; none when there is no array. */
  public List<TreeValues> objects(String name) {
    List<TreeValues> objects = new ArrayList<>();
    if (object.get(name) instanceof List<?> list) {
      for (Object element : list) {
        if (element instanceof Map<?, ?> map) {
          objects.add(new TreeValues(named(map)));
        }
      }
    }
    return objects;
  }

  /** The texts of an array. */
  public @Nullable List<String> texts(String name) {
    if (!(object.get(name) instanceof List<?> list)) {
      return null;
    }
    List<String> texts = new ArrayList<>();
    list.forEach(value -> texts.add(String.valueOf(value)));
    return texts;
  }

  /** The arrays of numbers in an array; what is no number in them is null. */
  public List<List<@Nullable Double>> columns(String name) {
    List<List<@Nullable Double>> columns = new ArrayList<>();
    if (object.get(name) instanceof List<?> list) {
      for (Object element : list) {
        List<@Nullable Double> column = new ArrayList<>();
        if (element instanceof List<?> values) {
          values.forEach(value ->
              column.add(
                  value instanceof BigDecimal number
                      ? Double.valueOf(number.doubleValue())
                      : null));
        }
        columns.add(column);
      }
    }
    return columns;
  }

  private static Map<String, @Nullable Object> named(Map<?, ?> map) {
    Map<String, @Nullable Object> named = new LinkedHashMap<>();
    map.forEach((name, value) -> named.put(String.valueOf(name), value));
    return named;
  }
}
