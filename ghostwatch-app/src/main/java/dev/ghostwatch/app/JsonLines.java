package dev.ghostwatch.app;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import dev.ghostwatch.document.Documents;
import dev.ghostwatch.document.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.helpers.MessageFormatter;

/**
 * Log lines as JSON objects. Our own are written as {@code key={} key="{}"}: each key becomes a
 * field, taken from the message before its values are put in, so that no value can pass itself off
 * as a field. Lines of libraries become a {@code message}.
 */
final class JsonLines extends LayoutBase<ILoggingEvent> {
  private static final Pattern FIELD =
      Pattern.compile("\\G\\s*([a-z][a-z0-9-]*)=(?:\"([^\"]*)\"|(\\S+))");
  private static final String PLACE = "{}";

  @Override
  public String doLayout(ILoggingEvent event) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    try {
      Documents.object(out, Documents.Format.JSON_LINE, json -> write(json, event));
    } catch (IOException e) {
      throw new UncheckedIOException("BUG: writing to memory failed", e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static void write(Json json, ILoggingEvent event) {
    String logger = event.getLoggerName();
    json.time("time", event.getInstant());
    json.text("level", event.getLevel().toString());
    json.text("logger", logger.substring(logger.lastIndexOf('.') + 1));
    Map<String, String> fields = fields(event);
    if (fields == null) {
      json.text("message", event.getFormattedMessage());
    } else {
      fields.forEach(json::text);
    }
    IThrowableProxy thrown = event.getThrowableProxy();
    if (thrown != null) {
      json.text("exception", ThrowableProxyUtil.asString(thrown));
    }
  }

  /** The keys of one of our messages; null when it is none. */
  private static @Nullable Map<String, String> fields(ILoggingEvent event) {
    String message = event.getMessage();
    Object[] values = event.getArgumentArray();
    Map<String, String> fields = new LinkedHashMap<>();
    Matcher matcher = FIELD.matcher(message);
    int used = 0;
    int end = 0;
    while (matcher.find()) {
      String written = matcher.group(2) == null ? matcher.group(3) : matcher.group(2);
      int places = (written.length() - written.replace(PLACE, "").length()) / PLACE.length();
      Object[] own = new Object[places];
      for (int i = 0; i < places; i++) {
        own[i] = values == null || used >= values.length ? PLACE : values[used];
        used++;
      }
      fields.put(matcher.group(1), MessageFormatter.basicArrayFormat(written, own));
      end = matcher.end();
    }
    return fields.isEmpty() || end < message.stripTrailing().length() ? null : fields;
  }
}
