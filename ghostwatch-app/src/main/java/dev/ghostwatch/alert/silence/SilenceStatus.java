package dev.ghostwatch.alert.silence;

import dev.ghostwatch.alert.silence.Silence.State;
import dev.ghostwatch.config.alert.Matchers;
import dev.ghostwatch.config.alert.WindowConfig;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A silence and where it stands.
 *
 * @param state where it stands; a window that is not open is pending
 * @param startsAt null for a window
 * @param endsAt null for a window
 * @param during the time intervals of a window; empty for one that somebody asked for
 */
public record SilenceStatus(
    String id,
    State state,
    Matchers matchers,
    @Nullable Instant startsAt,
    @Nullable Instant endsAt,
    List<String> during,
    String author,
    String comment) {
  static final Comparator<SilenceStatus> IN_ORDER =
      Comparator.comparing((SilenceStatus silence) -> silence.state == State.EXPIRED)
          .thenComparing(
              SilenceStatus::endsAt, Comparator.nullsLast(Comparator.<Instant>naturalOrder()))
          .thenComparing(SilenceStatus::id);

  public SilenceStatus {
    during = List.copyOf(during);
  }

  static SilenceStatus of(Silence silence, Instant now) {
    return new SilenceStatus(
        silence.id(),
        silence.stateAt(now),
        silence.matchers(),
        silence.startsAt(),
        silence.endsAt(),
        List.of(),
        silence.author(),
        silence.comment());
  }

  static SilenceStatus of(WindowConfig window, boolean isOpen) {
    return new SilenceStatus(
        Windows.id(window),
        isOpen ? State.ACTIVE : State.PENDING,
        window.matchers(),
        null,
        null,
        window.during(),
        window.author(),
        window.comment());
  }
}
