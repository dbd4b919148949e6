package dev.ghostwatch.terminal.top;

import dev.ghostwatch.document.LayersText;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was seen at one look.
 *
 * @param at when
 * @param origin who was asked; null before the first look
 * @param runs those that run or have ended lately
 * @param around the layers around the run in view: labels and texts in the person's language; empty
 *     when no run is in view
 * @param past what is known of runs from before this look, by {@link TopRun#key}; only what is new
 * @param events likewise
 */
public record Look(
    Instant at,
    @Nullable Origin origin,
    List<TopRun> runs,
    List<LayersText.Line> around,
    Map<String, List<Trail.Point>> past,
    Map<String, List<Happening>> events) {
  public Look {
    runs = List.copyOf(runs);
    around = List.copyOf(around);
    past = Map.copyOf(past);
    events = Map.copyOf(events);
  }

  /** Nothing was looked at yet. */
  public static Look none(Instant at) {
    return new Look(at, null, List.of(), List.of(), Map.of(), Map.of());
  }

  /** Where the picture comes from. */
  public sealed interface Origin {
    /** The agent of this host. */
    record Agent(String address) implements Origin {}

    /**
     * Logs and control sockets themselves.
     *
     * @param agentTrouble why a running agent is not asked; null when none runs
     */
    record Direct(@Nullable String agentTrouble) implements Origin {}
  }
}
