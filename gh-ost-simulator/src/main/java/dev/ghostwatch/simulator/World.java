package dev.ghostwatch.simulator;

import dev.ghostwatch.simulator.Incident.ApplierStuck;
import dev.ghostwatch.simulator.Incident.ChangeBurst;
import dev.ghostwatch.simulator.Incident.CopyBlocked;
import dev.ghostwatch.simulator.Incident.HttpAnswers;
import dev.ghostwatch.simulator.Incident.InspectedServerStops;
import dev.ghostwatch.simulator.Incident.PanicFlag;
import dev.ghostwatch.simulator.Incident.PostponeFlag;
import dev.ghostwatch.simulator.Incident.ReplicaFails;
import dev.ghostwatch.simulator.Incident.ReplicaSlow;
import dev.ghostwatch.simulator.Incident.ReplicaStops;
import dev.ghostwatch.simulator.Incident.StatusVariable;
import dev.ghostwatch.simulator.Incident.StreamerFrozen;
import dev.ghostwatch.simulator.Incident.ThrottleFlag;
import dev.ghostwatch.simulator.Incident.ThrottleQueryHits;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Everything around gh-ost: servers, replicas, files and the application, as the story has it. */
final class World {
  private static final Pattern CONSTANT_QUERY =
      Pattern.compile("(?i)\\s*select\\s+(\\d{1,9})\\s*;?\\s*");
  private static final long USUAL_LAG_MICROS = 6_000;

  private final Story story;
  private final FlagFiles files;
  private final RandomGenerator random;
  private final List<Timed<Incident>> incidents;
  private final Map<String, Double> rowsQueuedAtReplica = new HashMap<>();
  private long now;

  private record Timed<T extends Incident>(long from, long to, T incident) {}

  World(Story story, FlagFiles files, RandomGenerator random) {
    this.story = story;
    this.files = files;
    this.random = random;
    incidents =
        story.incidents().stream()
            .map(incident -> {
              long from = incident.from().toNanos() / 1_000;
              return new Timed<>(from, from + incident.lasting().toNanos() / 1_000, incident);
            })
            .toList();
  }

  /** Moves the world on; rows written since the last call load the slow replicas. */
  void advance(long newNow, double rowsWritten) {
    double elapsedSeconds = (newNow - now) / 1e6;
    now = newNow;
    for (Timed<Incident> timed : incidents) {
      if (timed.incident() instanceof ReplicaSlow slow) {
        double queued = rowsQueuedAtReplica.getOrDefault(slow.replica(), 0.0);
        double applied =
            active(timed) ? slow.rowsPerSecond() * elapsedSeconds : queued + rowsWritten;
        rowsQueuedAtReplica.put(slow.replica(), Math.max(0, queued + rowsWritten - applied));
      }
    }
  }

  private boolean active(Timed<? extends Incident> timed) {
    return now >= timed.from() && now < timed.to();
  }

  private <T extends Incident> Optional<Timed<T>> active(Class<T> kind) {
    for (Timed<Incident> timed : incidents) {
      if (active(timed) && kind.isInstance(timed.incident())) {
        return Optional.of(new Timed<>(timed.from(), timed.to(), kind.cast(timed.incident())));
      }
    }
    return Optional.empty();
  }

  boolean applierStuck() {
    return active(ApplierStuck.class).isPresent();
  }

  boolean copyBlocked() {
    return active(CopyBlocked.class).isPresent();
  }

  boolean inspectedServerStopped() {
    return active(InspectedServerStops.class).isPresent();
  }

  boolean streamerFrozen() {
    return active(StreamerFrozen.class).isPresent() || inspectedServerStopped();
  }

  double changesPerSecond() {
    return active(ChangeBurst.class)
        .map(burst -> burst.incident().changesPerSecond())
        .orElseGet(() -> story.workload().rateAt(now));
  }

  /** The value of a status variable; empty when the server has none of that name. */
  OptionalLong statusVariable(String name) {
    for (Timed<Incident> timed : incidents) {
      if (active(timed)
          && timed.incident() instanceof StatusVariable scripted
          && scripted.variable().equalsIgnoreCase(name)) {
        return OptionalLong.of(scripted.value());
      }
    }
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "threads_running" -> OptionalLong.of(4 + random.nextInt(5));
      case "threads_connected" -> OptionalLong.of(24 + random.nextInt(3));
      default -> OptionalLong.empty();
    };
  }

  /** What a throttle query returns: its own constant, or what the story says. */
  long throttleQueryResult(String query) {
    Matcher constant = CONSTANT_QUERY.matcher(query);
    if (constant.matches()) {
      return Long.parseLong(constant.group(1));
    }
    return active(ThrottleQueryHits.class).isPresent() ? 1 : 0;
  }

  /** The HTTP status of the throttle URL; -1 for no connection. */
  int httpStatus() {
    return active(HttpAnswers.class).map(answer -> answer.incident().status()).orElse(200);
  }

  /** The error a control replica answers with, if any. */
  Optional<String> replicaError(String replica) {
    if (replica.startsWith("?:")) {
      return Optional.of("dial tcp: lookup ?: no such host");
    }
    for (Timed<Incident> timed : incidents) {
      if (active(timed)
          && timed.incident() instanceof ReplicaFails failing
          && failing.replica().equals(replica)) {
        return Optional.of(failing.error());
      }
    }
    return Optional.empty();
  }

  /** The replication lag of a control replica in microseconds. */
  long replicaLag(String replica) {
    long lag = USUAL_LAG_MICROS + random.nextInt(8_000);
    for (Timed<Incident> timed : incidents) {
      Incident incident = timed.incident();
      if (incident instanceof ReplicaStops(_, _, String stopped)
          && stopped.equals(replica)
          && active(timed)) {
        lag += now - timed.from();
      } else if (incident instanceof ReplicaSlow(_, _, String slow, double rowsPerSecond)
          && slow.equals(replica)) {
        lag += Math.round(1e6 * rowsQueuedAtReplica.getOrDefault(replica, 0.0) / rowsPerSecond);
      }
    }
    return lag;
  }

  boolean throttleFlagSet(String path) {
    return !path.isEmpty() && (files.exists(path) || active(ThrottleFlag.class).isPresent());
  }

  boolean postponeFlagSet(String path) {
    return !path.isEmpty() && (files.exists(path) || active(PostponeFlag.class).isPresent());
  }

  boolean panicFlagSet(String path) {
    return !path.isEmpty() && (files.exists(path) || active(PanicFlag.class).isPresent());
  }

  boolean fileExists(String path) {
    return files.exists(path);
  }
}
