package dev.ghostwatch.alert.silence;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A silence that somebody asks for.
 *
 * @param matchers as they were written
 * @param startsAt null means now
 * @param endsAt until when
 */
public record NewSilence(
    List<String> matchers,
    @Nullable Instant startsAt,
    Instant endsAt,
    String author,
    String comment) {
  public NewSilence {
    matchers = List.copyOf(matchers);
  }
}
