package dev.ghostwatch.monitor;

import dev.ghostwatch.client.socket.Endpoint;
import dev.ghostwatch.model.ProcessFacts;
import dev.ghostwatch.source.discovery.DiscoveryOptions;
import dev.ghostwatch.source.log.follow.FollowNotice;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The runs that the agent knows: finds them by itself, follows each on a thread of its own, and
 * remembers ended ones for a while.
 */
public final class MigrationRegistry implements AutoCloseable {
  /** How long an ended run is still shown at least. */
  public static final Duration REMEMBERED = Duration.ofHours(1);

  private final RunningMigrations finder;
  private volatile DiscoveryOptions options;
  private volatile Duration remembered = REMEMBERED;
  private final PollPolicy policy;
  private final RunListener listener;
  private final InstantSource clock;
  private final Waiter waiter;
  private final Path processes;
  private final Consumer<FollowNotice> notices;
  private final Consumer<Duration> lateness;

  /** Guarded by this. */
  private final Map<String, Followed> followed = new HashMap<>();

  private final List<TrackedRun> ended = new ArrayList<>();
  private volatile List<TrackedRun> all = List.of();
  private volatile @Nullable Instant lookedAt;

  private record Followed(TrackedRun run, Thread thread) {}

  /**
   * @param finder looks for runs; asks none of them anything
   * @param options where it looks
   * @param listener told of every run
   * @param processes root of the process file system
   * @param notices told what an operator should know of the logs that are followed
   * @param lateness told of each look at a run how much later than due it came
   */
  public MigrationRegistry(
      RunningMigrations finder,
      DiscoveryOptions options,
      PollPolicy policy,
      RunListener listener,
      InstantSource clock,
      Waiter waiter,
      Path processes,
      Consumer<FollowNotice> notices,
      Consumer<Duration> lateness) {
    this.finder = finder;
    this.options = options;
    this.policy = policy;
    this.listener = listener;
    this.clock = clock;
    this.waiter = waiter;
    this.processes = processes;
    this.notices = notices;
    this.lateness = lateness;
  }

  /** Looks for runs once, begins to follow new ones and forgets those that ended long ago. */
  public synchronized void look() {
    Instant now = clock.instant();
    retireEnded(now);
    for (RunningMigration found : finder.discover(options)) {
      String key = key(found);
      if (key != null && !found.isLeftover() && !followed.containsKey(key)) {
        follow(key, found);
      }
    }
    publish();
    lookedAt = now;
  }

  /** Looks there from now on; runs that are followed already are followed on. */
  public void lookFor(DiscoveryOptions wanted) {
    options = wanted;
  }

  /** Shows ended runs for so long from now on, and never shorter than {@link #REMEMBERED}. */
  public void remember(Duration wanted) {
    remembered = wanted.compareTo(REMEMBERED) > 0 ? wanted : REMEMBERED;
  }

  /** When the host was last looked at; null before the first time. */
  public @Nullable Instant lookedAt() {
    return lookedAt;
  }

  /** Every run that is followed or has ended lately, the oldest first. */
  public List<TrackedRun> runs() {
    return all;
  }

  private void follow(String key, RunningMigration found) {
    TrackedRun run = new TrackedRun(found, policy, listener, clock, processes);
    Thread thread =
        Thread.ofVirtual()
            .name("follow " + run.name())
            .start(new RunFollower(run, policy, clock, waiter, notices, lateness));
    followed.put(key, new Followed(run, thread));
  }

  private void retireEnded(Instant now) {
    followed
        .values()
        .removeIf(entry -> {
          boolean over = entry.run.endedAt() != null;
          if (over) {
            ended.add(entry.run);
          }
          return over;
        });
    ended.removeIf(run -> run.endedAt() != null && now.isAfter(run.endedAt().plus(remembered)));
  }

  private void publish() {
    List<TrackedRun> runs = new ArrayList<>(ended);
    followed.values().forEach(entry -> runs.add(entry.run));
    runs.sort(Comparator.comparing(MigrationRegistry::order).thenComparing(TrackedRun::name));
    all = List.copyOf(runs);
  }

  private static Instant order(TrackedRun run) {
    Instant started = run.snapshot().startedAt();
    return started == null ? Instant.MAX : started;
  }

  /** What tells runs apart before gh-ost has said when it started; null when nothing does. */
  private static @Nullable String key(RunningMigration found) {
    ProcessFacts process = found.process();
    Endpoint endpoint = found.endpoint();
    if (process != null) {
      // A process that serves nowhere yet and logs nowhere readable will do so in a moment.
      return endpoint == null && process.logFile() == null
          ? null
          : process.pid() + "@" + process.startedAt();
    }
    return endpoint == null ? null : endpoint.toString();
  }

  /** Stops following; waits a second at most for a run that is being asked. */
  @Override
  public synchronized void close() {
    followed.values().forEach(entry -> entry.thread.interrupt());
    try {
      for (Followed entry : followed.values()) {
        entry.thread.join(Duration.ofSeconds(1));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    followed.clear();
  }
}
