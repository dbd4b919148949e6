package dev.ghostwatch.cli;

import dev.ghostwatch.client.value.ThrottleReason;
import dev.ghostwatch.document.JsonTree;
import dev.ghostwatch.document.JsonTree.BadJsonException;
import dev.ghostwatch.document.TreeValues;
import dev.ghostwatch.model.history.StateCodes;
import dev.ghostwatch.terminal.top.Happening;
import dev.ghostwatch.terminal.top.TopRun;
import dev.ghostwatch.terminal.top.Trail;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an agent remembers of runs from before the dashboard looked, the last minutes and what
 * happened: asked once for each run, a few runs at each look, so that the first screen of a busy
 * host is not late.
 */
final class TopPast {
  private static final int RUNS_AT_ONCE = 8;

  /** One a second for as long as a trail goes back. */
  private static final long MOST_POINTS = Trail.KEPT.toSeconds();

  private static final int LIMIT_MILLIS = 3000;
  private static final int FIGURES = 4;

  private static final int MOST_EVENTS = 30;

  private final Set<String> asked = new HashSet<>();
  private final Map<String, Instant> seen = new HashMap<>();

  /**
   * What was not asked before, by {@link TopRun#key}.
   *
   * @param points the last minutes
   * @param events what happened until the dashboard saw the run itself, the oldest first
   */
  record Found(Map<String, List<Trail.Point>> points, Map<String, List<Happening>> events) {}

  /**
   * Asks.
   *
   * @param first the run that is looked at, which comes first; null for none
   * @throws IOException when the agent does not answer
   */
  Found of(AgentLine agent, List<TopRun> runs, @Nullable TopRun first, Instant now)
      throws IOException {
    List<TopRun> wanted = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    for (TopRun run : runs) {
      keys.add(run.key());
      seen.putIfAbsent(run.key(), now);
      if (run.snapshot().id() != null && !asked.contains(run.key())) {
        boolean isFirst = first != null && first.key().equals(run.key());
        wanted.add(isFirst ? 0 : wanted.size(), run);
      }
    }
    asked.retainAll(keys);
    seen.keySet().retainAll(keys);
    Map<String, List<Trail.Point>> points = new HashMap<>();
    Map<String, List<Happening>> events = new HashMap<>();
    for (TopRun run : wanted.subList(0, Math.min(RUNS_AT_ONCE, wanted.size()))) {
      points.put(run.key(), points(agent, run.key(), now));
      events.put(run.key(), events(agent, run, seen.getOrDefault(run.key(), now)));
      asked.add(run.key());
    }
    return new Found(points, events);
  }

  private static List<Happening> events(AgentLine agent, TopRun run, Instant until)
      throws IOException {
    String answer =
        agent.get(
            path(run.key()) + "/events?limit=" + MOST_EVENTS + "&before=" + until, LIMIT_MILLIS);
    List<Happening> events = new ArrayList<>();
    try {
      for (Map<String, @Nullable Object> event :
          answer == null
              ? List.<Map<String, @Nullable Object>>of()
              : JsonTree.objects(answer).reversed()) {
        TreeValues values = new TreeValues(event);
        Instant at = values.time("at");
        String type = values.text("type");
        String text = values.text("text");
        if (at != null && type != null) {
          events.add(TopEvents.of(run.snapshot(), at, type, text == null ? "" : text));
        }
      }
      return events;
    } catch (BadJsonException e) {
      throw new IOException(agent.address() + " gave no events of " + run.key(), e);
    }
  }

  private static String path(String run) {
    return "/api/v1/migrations/" + AgentHttp.encoded(run);
  }

  private static List<Trail.Point> points(AgentLine agent, String run, Instant now)
      throws IOException {
    String answer =
        agent.get(
            path(run)
                + "/samples?columns=rowsPerSecond,lagSeconds,backlog,throttleKind&points="
                + MOST_POINTS
                + "&from="
                + now.minus(Trail.KEPT),
            LIMIT_MILLIS);
    try {
      return answer == null ? List.of() : points(new TreeValues(JsonTree.object(answer)));
    } catch (BadJsonException e) {
      throw new IOException(agent.address() + " gave no samples of " + run, e);
    }
  }

  /** By the column: times in seconds, then the figures in the order they were asked for. */
  private static List<Trail.Point> points(TreeValues answer) {
    List<List<@Nullable Double>> columns = answer.columns("data");
    List<Trail.Point> points = new ArrayList<>();
    if (columns.size() == 1 + FIGURES) {
      for (int i = 0; i < columns.getFirst().size(); i++) {
        Double at = columns.getFirst().get(i);
        if (at != null) {
          points.add(
              Trail.Point.of(
                  Instant.ofEpochMilli(Math.round(at * 1000)),
                  value(columns.get(1), i),
                  value(columns.get(2), i),
                  value(columns.get(3), i),
                  kind(value(columns.get(4), i))));
        }
      }
    }
    return points;
  }

  private static @Nullable Double value(List<@Nullable Double> column, int index) {
    return index < column.size() ? column.get(index) : null;
  }

  private static ThrottleReason.@Nullable Kind kind(@Nullable Double code) {
    for (ThrottleReason.Kind kind : ThrottleReason.Kind.values()) {
      if (code != null && StateCodes.of(kind) == Math.round(code)) {
        return kind;
      }
    }
    return null;
  }
}
