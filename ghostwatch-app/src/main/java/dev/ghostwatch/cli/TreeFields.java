package dev.ghostwatch.cli;

import dev.ghostwatch.document.JsonTree;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes values out of an object that was read with {@link JsonTree}. */
final class TreeFields {
  private final Map<String, @Nullable Object> object;

  TreeFields(Map<String, @Nullable Object> object) {
    this.object = object;
  }

  /** A text; empty when there is none. */
  String text(String name) {
    return object.get(name) instanceof String text ? text : "";
  }

  /** A text within objects; empty when there is none. */
  String text(String name, String inner, String innermost) {
    return object.get(name) instanceof Map<?, ?> map
            && map.get(inner) instanceof Map<?, ?> deeper
            && deeper.get(innermost) instanceof String text
        ? text
        : "";
  }

  /** Texts of an array; none when there is no array. */
  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    if (object.get(name) instanceof List<?> list) {
      list.forEach(value -> texts.add(String.valueOf(value)));
    }
    return texts;
  }

  /** A moment; null when there is none. */
  @Nullable Instant time(String name) {
    try {
      return object.get(name) instanceof String text ? Instant.parse(text) : null;
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
