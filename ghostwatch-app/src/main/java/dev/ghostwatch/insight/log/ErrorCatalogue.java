package dev.ghostwatch.insight.log;

import dev.ghostwatch.model.log.ErrorCategory;
import dev.ghostwatch.model.log.ErrorClass;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Knows the errors that gh-ost, its libraries and MySQL report: category, cause and advice. The
 * entries are data, in {@code errors.properties}; the first whose pattern is found in a message
 * counts, in the order of their names.
 */
public final class ErrorCatalogue {
  /** The entry for what no other one knows. */
  public static final String UNKNOWN = "z-unknown";

  private static final int REMEMBERED = 2000;

  private record Entry(Pattern pattern, ErrorClass errorClass) {}

  private final List<Entry> entries = new ArrayList<>();
  private final Map<String, ErrorClass> known = new HashMap<>();
  private final ErrorClass unknown;

  private ErrorCatalogue(Properties properties, String language) {
    TreeSet<String> ids = new TreeSet<>();
    for (String key : properties.stringPropertyNames()) {
      ids.add(key.substring(0, key.indexOf('.')));
    }
    ErrorClass fallback = null;
    for (String id : ids) {
      ErrorClass errorClass = errorClass(properties, id, language);
      if (id.equals(UNKNOWN)) {
        fallback = errorClass;
      } else {
        entries.add(
            new Entry(
                Pattern.compile(value(properties, id + ".pattern"), Pattern.CASE_INSENSITIVE),
                errorClass));
      }
    }
    if (fallback == null) {
      throw new IllegalStateException("BUG: the error catalogue has no entry " + UNKNOWN);
    }
    unknown = fallback;
  }

  /**
   * Loads the catalogue.
   *
   * @param language {@code en} or {@code zh}
   */
  public static ErrorCatalogue in(String language) {
    try (InputStream in = ErrorCatalogue.class.getResourceAsStream("errors.properties")) {
      if (in == null) {
        throw new IllegalStateException("BUG: errors.properties is missing from the program");
      }
      Properties properties = new Properties();
      properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
      return new ErrorCatalogue(properties, language);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot read errors.properties from the program's own files", e);
    }
  }

  private static ErrorClass errorClass(Properties properties, String id, String language) {
    String name = value(properties, id + ".category");
    ErrorCategory category = ErrorCategory.byName(name);
    if (category == null) {
      throw new IllegalStateException("BUG: " + id + " has an unknown category: " + name);
    }
    return new ErrorClass(
        id,
        category,
        "true".equals(properties.getProperty(id + ".harmless")),
        value(properties, id + ".cause." + language),
        value(properties, id + ".advice." + language),
        properties.getProperty(id + ".link"));
  }

  private static String value(Properties properties, String key) {
    String value = properties.getProperty(key);
    if (value == null) {
      throw new IllegalStateException("BUG: the error catalogue lacks " + key);
    }
    return value;
  }

  /** What is known about a message; never null, see {@link #UNKNOWN}. */
  public ErrorClass classify(String message) {
    ErrorClass found = known.get(message);
    if (found == null) {
      found = search(message);
      if (known.size() < REMEMBERED) {
        known.put(message, found);
      }
    }
    return found;
  }

  private ErrorClass search(String message) {
    for (Entry entry : entries) {
      if (entry.pattern.matcher(message).find()) {
        return entry.errorClass;
      }
    }
    return unknown;
  }

  /** Whether an entry other than {@link #UNKNOWN} knows the message. */
  public boolean knows(@Nullable String message) {
    return message != null && !classify(message).id().equals(UNKNOWN);
  }

  /** The names of all entries. */
  public List<String> ids() {
    List<String> ids = new ArrayList<>();
    entries.forEach(entry -> ids.add(entry.errorClass.id()));
    ids.add(unknown.id());
    return ids;
  }
}
