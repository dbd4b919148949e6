package dev.ghostwatch.monitor;

import dev.ghostwatch.client.socket.ControlException;
import dev.ghostwatch.client.socket.Endpoint;
import dev.ghostwatch.model.ProcessFacts;
import dev.ghostwatch.source.discovery.DiscoveryOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The runs that the agent knows: finds them by itself, follows each by itself, and remembers ended
 * ones for a while.
 */
public final class MigrationRegistry implements AutoCloseable {
  /** How long an ended run is still shown at least. */
  public static final Duration REMEMBERED = Duration.ofHours(1);

  private final RunningMigrations finder;
  private final Following with;
  private volatile DiscoveryOptions options;
  private volatile Duration remembered = REMEMBERED;

  /** Guarded by this. */
  private final Map<String, Followed> followed = new HashMap<>();

  /** Socket files at which nobody listened, as they were then. Guarded by this. */
  private final Map<Path, FileTime> refused = new HashMap<>();

  private final List<TrackedRun> ended = new ArrayList<>();
  private volatile List<TrackedRun> all = List.of();
  private volatile @Nullable Instant lookedAt;

  private record Followed(TrackedRun run, RunFollower follower) {}

  /**
   * @param finder looks for runs; asks none of them anything
   * @param options where it looks; sockets that ended runs have left behind are of no interest here
   */
  public MigrationRegistry(RunningMigrations finder, DiscoveryOptions options, Following with) {
    this.finder = finder;
    this.options = options.withoutLeftovers();
    this.with = with;
  }

  /** Looks for runs once, begins to follow new ones and forgets those that ended long ago. */
  public synchronized void look() {
    Instant now = with.clock().instant();
    retireEnded(now);
    for (RunningMigration found : finder.discover(options)) {
      String key = key(found);
      if (key != null
          && !found.isLeftover()
          && !followed.containsKey(key)
          && !isKnownToRefuse(found)) {
        follow(key, found);
      }
    }
    publish();
    lookedAt = now;
  }

  /** Looks there from now on; runs that are followed already are followed on. */
  public void lookFor(DiscoveryOptions wanted) {
    options = wanted.withoutLeftovers();
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
    TrackedRun run = new TrackedRun(found, with);
    RunFollower follower = new RunFollower(run, with);
    follower.start();
    followed.put(key, new Followed(run, follower));
  }

  private void retireEnded(Instant now) {
    followed
        .values()
        .removeIf(entry -> {
          boolean over = entry.run.endedAt() != null;
          if (over) {
            retire(entry.run);
          }
          return over;
        });
    ended.removeIf(run -> run.endedAt() != null && now.isAfter(run.endedAt().plus(remembered)));
    refused.keySet().removeIf(path -> !Files.exists(path));
  }

  private void retire(TrackedRun run) {
    ControlException trouble = run.trouble();
    if (run.endpoint() instanceof Endpoint.UnixSocket(Path path)
        && trouble != null
        && SignsOfLife.isRefusal(trouble.kind())) {
      FileTime modified = modified(path);
      if (modified != null) {
        refused.put(path, modified);
      }
    }
    // What never said what it is was no run, but a file that an earlier one had left behind.
    if (run.snapshot().id() != null || run.process() != null) {
      ended.add(run);
    }
  }

  /** Knocking at each left-over file at each look would be thousands of connections in vain. */
  private boolean isKnownToRefuse(RunningMigration found) {
    return found.process() == null
        && found.endpoint() instanceof Endpoint.UnixSocket(Path path)
        && refused.containsKey(path)
        && refused.get(path).equals(modified(path));
  }

  private static @Nullable FileTime modified(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException _) {
      // Removed meanwhile: then there is nothing to knock at.
      return null;
    }
  }

  private void publish() {
    List<TrackedRun> runs = new ArrayList<>(ended);
    followed.values().forEach(entry -> runs.add(entry.run));
    all = runs.stream().map(Placed::of).sorted(Placed.ORDER).map(Placed::run).toList();
  }

  /** A run with what decides its place, which may change meanwhile. */
  private record Placed(TrackedRun run, Instant started, String name) {
    static final Comparator<Placed> ORDER =
        Comparator.comparing(Placed::started).thenComparing(Placed::name);

    static Placed of(TrackedRun run) {
      Instant started = run.snapshot().startedAt();
      return new Placed(run, started == null ? Instant.MAX : started, run.name());
    }
  }

  /** What tells runs apart before gh-ost has said when it started; null when nothing does. */
  private static @Nullable String key(RunningMigration found) {
    ProcessFacts process = found.process();
    Endpoint endpoint = found.endpoint();
    if (process != null) {
      // A process that serves nowhere yet and logs nowhere readable will do so in a moment.
      return endpoint == null && process.logFile() == null
          ? null
          : process.pid()
              + "@"
              + (process.startTicks() == null ? process.startedAt() : process.startTicks());
    }
    return endpoint == null ? null : endpoint.toString();
  }

  /** Stops following; waits a second at most for a run that is being asked. */
  @Override
  public synchronized void close() {
    followed.values().forEach(entry -> entry.follower.stop());
    try {
      for (Followed entry : followed.values()) {
        entry.follower.awaitEnd(Duration.ofSeconds(1));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    followed.clear();
  }
}
