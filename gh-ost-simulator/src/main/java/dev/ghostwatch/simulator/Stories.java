package dev.ghostwatch.simulator;

import dev.ghostwatch.simulator.Incident.ApplierStuck;
import dev.ghostwatch.simulator.Incident.CopyBlocked;
import dev.ghostwatch.simulator.Incident.CutOverLocked;
import dev.ghostwatch.simulator.Incident.HttpAnswers;
import dev.ghostwatch.simulator.Incident.Killed;
import dev.ghostwatch.simulator.Incident.OperatorSends;
import dev.ghostwatch.simulator.Incident.PanicFlag;
import dev.ghostwatch.simulator.Incident.PostponeFlag;
import dev.ghostwatch.simulator.Incident.ReplicaSlow;
import dev.ghostwatch.simulator.Incident.ReplicaStops;
import dev.ghostwatch.simulator.Incident.StatusVariable;
import dev.ghostwatch.simulator.Incident.StreamerFrozen;
import dev.ghostwatch.simulator.Incident.ThrottleFlag;
import dev.ghostwatch.simulator.Incident.ThrottleQueryHits;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The catalogue of stories. */
public final class Stories {
  static final String REPLICA = "replica1:3306";
  private static final Map<String, Story> BY_NAME = catalogue();

  private Stories() {}

  /** The names of all stories, sorted. */
  public static List<String> names() {
    return List.copyOf(BY_NAME.keySet());
  }

  /** The story of that name. */
  public static Story byName(String name) {
    Story story = BY_NAME.get(name);
    if (story == null) {
      throw new IllegalArgumentException(
          "no story is called \"%s\"; use one of %s"
              .formatted(name, String.join(", ", BY_NAME.keySet())));
    }
    return story;
  }

  /**
   * A run of half an hour to some hours drawn from the seed: table, speed, workload and mishaps all
   * differ. For judging estimates over many runs; all of them succeed.
   */
  public static Story varied(long seed) {
    return VariedStory.draw(seed);
  }

  private static Map<String, Story> catalogue() {
    Map<String, Story> stories = new TreeMap<>();
    for (Story story :
        List.of(
            healthy(),
            laggingReplica(),
            slowReplica(),
            maxLoad(),
            flagFile(),
            throttleQuery(),
            throttleHttp(),
            backlogBound(),
            stuckApplier(),
            blockedCopy(),
            frozenStreamer(),
            postponed(),
            cutOverRetries(),
            cutOverFails(),
            panic(),
            panicFlag(),
            criticalLoad(),
            hibernate(),
            overEstimate(),
            exactCount(),
            countingRows(),
            slowing(),
            killed())) {
      stories.put(story.name(), story);
    }
    return stories;
  }

  private static Story healthy() {
    return new Story(
        "healthy",
        1,
        new TableModel(
            10_000_000,
            0.99,
            TableModel.Counting.NEVER,
            Duration.ZERO,
            Duration.ofMillis(20),
            150,
            0.15,
            0.1,
            0.12),
        new Workload(40, 0.4, Duration.ofMinutes(20), 0.2, 60_000, Duration.ofMillis(1), 150),
        StartOptions.DEFAULTS.withLoads(
            "Threads_running=50", "Threads_running=500", Duration.ZERO, Duration.ZERO),
        List.of());
  }

  private static Story withReplica(String name) {
    Story healthy = healthy();
    return healthy
        .named(name)
        .withOptions(healthy.options().withThrottling("", "", List.of(REPLICA, "replica2:3306")));
  }

  private static Story laggingReplica() {
    return withReplica("lagging-replica")
        .and(new ReplicaStops(minutes(3), minutes(4), REPLICA))
        .and(new ReplicaStops(minutes(12), minutes(2), REPLICA));
  }

  private static Story slowReplica() {
    return withReplica("slow-replica")
        .and(new ReplicaSlow(minutes(5), minutes(20), REPLICA, 3_000));
  }

  private static Story maxLoad() {
    return healthy()
        .named("max-load")
        .and(new StatusVariable(minutes(4), minutes(3), "Threads_running", 87))
        .and(new StatusVariable(minutes(10), minutes(1), "Threads_running", 62));
  }

  private static Story flagFile() {
    Story healthy = healthy();
    return healthy
        .named("flag-file")
        .withOptions(
            healthy
                .options()
                .withFlagFiles("/tmp/gh-ost.orders.throttle", "/tmp/gh-ost.throttle", "", ""))
        .and(new ThrottleFlag(minutes(5), minutes(6)));
  }

  private static Story throttleQuery() {
    Story healthy = healthy();
    return healthy
        .named("throttle-query")
        .withOptions(
            healthy
                .options()
                .withThrottling(
                    "select count(*) > 10 from information_schema.processlist where time > 2",
                    "",
                    List.of()))
        .and(new ThrottleQueryHits(minutes(5), minutes(3)));
  }

  private static Story throttleHttp() {
    Story healthy = healthy();
    return healthy
        .named("throttle-http")
        .withOptions(
            healthy.options().withThrottling("", "http://throttle.example/check", List.of()))
        .and(new HttpAnswers(minutes(4), minutes(2), 429))
        .and(new HttpAnswers(minutes(9), minutes(1), 503));
  }

  private static Story backlogBound() {
    Story healthy = healthy();
    return healthy
        .named("backlog-bound")
        .withWorkload(
            new Workload(
                1_500, 0.3, Duration.ofMinutes(10), 0.2, 60_000, Duration.ofMillis(8), 250))
        .and(new Incident.ChangeBurst(minutes(60), Incident.FOR_GOOD, 100));
  }

  private static Story stuckApplier() {
    return healthy()
        .named("stuck-applier")
        .changesPerSecond(300)
        .and(new ApplierStuck(minutes(6), Incident.FOR_GOOD));
  }

  private static Story blockedCopy() {
    return healthy().named("blocked-copy").and(new CopyBlocked(minutes(5), minutes(2)));
  }

  private static Story frozenStreamer() {
    return healthy()
        .named("frozen-streamer")
        .and(new StreamerFrozen(minutes(6), Incident.FOR_GOOD));
  }

  private static Story postponed() {
    Story healthy = healthy();
    return healthy
        .named("postponed")
        .rows(3_000_000)
        .withOptions(
            healthy
                .options()
                .withFlagFiles("", "/tmp/gh-ost.throttle", "/tmp/gh-ost.orders.postpone", ""))
        .and(new PostponeFlag(Duration.ZERO, Duration.ofHours(3)));
  }

  private static Story cutOverRetries() {
    return healthy().named("cut-over-retries").rows(2_000_000).and(new CutOverLocked(4));
  }

  private static Story cutOverFails() {
    Story healthy = healthy();
    return healthy
        .named("cut-over-fails")
        .rows(2_000_000)
        .withOptions(healthy.options().withCutOver(10, Duration.ofSeconds(3), false, false))
        .and(new CutOverLocked(10));
  }

  private static Story panic() {
    return healthy().named("panic").and(new OperatorSends(minutes(7), "panic"));
  }

  private static Story panicFlag() {
    Story healthy = healthy();
    return healthy
        .named("panic-flag")
        .withOptions(
            healthy
                .options()
                .withFlagFiles("", "/tmp/gh-ost.throttle", "", "/tmp/gh-ost.orders.panic"))
        .and(new PanicFlag(minutes(7), Incident.FOR_GOOD));
  }

  private static Story criticalLoad() {
    return healthy()
        .named("critical-load")
        .and(new StatusVariable(minutes(8), minutes(1), "Threads_running", 612));
  }

  private static Story hibernate() {
    Story healthy = healthy();
    return healthy
        .named("hibernate")
        .withOptions(
            healthy
                .options()
                .withLoads(
                    "Threads_running=50",
                    "Threads_running=500",
                    Duration.ZERO,
                    Duration.ofMinutes(5)))
        .and(new StatusVariable(minutes(8), minutes(1), "Threads_running", 612));
  }

  private static Story overEstimate() {
    return healthy().named("over-estimate").rows(4_000_000).estimateFactor(0.42);
  }

  private static Story exactCount() {
    return healthy()
        .named("exact-count")
        .estimateFactor(0.6)
        .counting(TableModel.Counting.WHILE_COPYING, minutes(4));
  }

  private static Story countingRows() {
    return healthy()
        .named("counting-rows")
        .counting(TableModel.Counting.BEFORE_THE_COPY, minutes(3));
  }

  private static Story slowing() {
    return healthy().named("slowing").chunks(Duration.ofMillis(20), 60, 4);
  }

  private static Story killed() {
    return healthy().named("killed").and(new Killed(minutes(6), 9));
  }

  private static Duration minutes(long minutes) {
    return Duration.ofMinutes(minutes);
  }
}
