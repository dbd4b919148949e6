package dev.ghostwatch.client.hook;

import dev.ghostwatch.client.status.StatusLine;
import dev.ghostwatch.client.value.Numbers;
import dev.ghostwatch.client.value.TableName;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a hook was told. Every text is gh-ost's own word for word and may hold any character but
 * NUL.
 *
 * @param texts by variable; one that the release does not have is missing
 */
public record HookVariables(Map<HookVariable, String> texts) {
  public HookVariables {
    texts = texts.isEmpty() ? Map.of() : Map.copyOf(new EnumMap<>(texts));
  }

  /** The variables of an environment that are gh-ost's. */
  public static HookVariables of(Map<String, String> environment) {
    Map<HookVariable, String> texts = new EnumMap<>(HookVariable.class);
    environment.forEach((name, value) -> {
      HookVariable variable = HookVariable.byName(name);
      if (variable != null) {
        texts.put(variable, value);
      }
    });
    return new HookVariables(texts);
  }

  /** The text of a variable; null when it is not there. */
  public @Nullable String text(HookVariable variable) {
    return texts.get(variable);
  }

  /** The migrated table; null when the names are missing or empty. */
  public @Nullable TableName table() {
    String database = text(HookVariable.DATABASE_NAME);
    String table = text(HookVariable.TABLE_NAME);
    return database == null || database.isEmpty() || table == null || table.isEmpty()
        ? null
        : new TableName(database, table);
  }

  /** A count such as the rows copied; null when it is missing or none. */
  public @Nullable Long count(HookVariable variable) {
    String text = text(variable);
    return text == null ? null : Numbers.parseLong(text, 0, text.length());
  }

  /** A number such as seconds or percent; null when it is missing or none. */
  public @Nullable Double decimal(HookVariable variable) {
    String text = text(variable);
    return text == null ? null : Numbers.parseDecimal(text, 0, text.length());
  }

  /** A yes or no; null when it is missing. */
  public @Nullable Boolean flag(HookVariable variable) {
    String text = text(variable);
    return text == null ? null : Boolean.valueOf(text);
  }

  /**
   * Seconds until the copy is done as gh-ost estimates it; null when it does not know, which it
   * tells by the lowest number there is.
   */
  public @Nullable Long etaSeconds() {
    Long seconds = count(HookVariable.ETA_SECONDS);
    return seconds == null || seconds < 0 ? null : seconds;
  }

  /** The interactive command without its argument; null outside of that hook. */
  public @Nullable String command() {
    return unquoted(text(HookVariable.COMMAND));
  }

  /** The status line; null outside of that hook, and when it is none. */
  public @Nullable StatusLine status() {
    String text = unquoted(text(HookVariable.STATUS));
    return text == null ? null : StatusLine.parse(text);
  }

  private static @Nullable String unquoted(@Nullable String text) {
    return text != null && text.length() >= 2 && text.startsWith("'") && text.endsWith("'")
        ? text.substring(1, text.length() - 1)
        : text;
  }
}
