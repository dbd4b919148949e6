package dev.ghostwatch.client.value;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The time gh-ost itself expects to need until the last row is copied.
 *
 * @param text as printed: a Go duration, {@code due}, {@code N/A}, or something unknown
 * @param seconds whole seconds; 0 for {@code due}, null for {@code N/A} and for what is not
 *     understood
 */
public record ReportedEta(String text, @Nullable Long seconds) {

  public ReportedEta {
    requireNonNull(text, "text is null");
  }

  public static ReportedEta parse(String text) {
    return switch (text) {
      case "due" -> new ReportedEta(text, 0L);
      case "N/A" -> new ReportedEta(text, null);
      default -> {
        Duration duration = GoDuration.parse(text);
        yield new ReportedEta(text, duration == null ? null : duration.toSeconds());
      }
    };
  }
}
