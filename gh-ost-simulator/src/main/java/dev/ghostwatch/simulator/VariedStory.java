package dev.ghostwatch.simulator;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/** Draws whole stories at random. */
final class VariedStory {
  private final SplittableRandom random;

  private VariedStory(long seed) {
    random = new SplittableRandom(seed);
  }

  static Story draw(long seed) {
    return new VariedStory(seed).draw(seed, Stories.byName("lagging-replica"));
  }

  private Story draw(long seed, Story model) {
    double microsPerRow = between(80, 400);
    double hours = Math.exp(between(Math.log(0.5), Math.log(6)));
    double seconds = hours * 3600;
    long rows = Math.round(seconds * 1e6 / (microsPerRow + 20));
    TableModel table =
        new TableModel(
            rows,
            Math.exp(random.nextGaussian() * 0.25),
            random.nextInt(3) == 0 ? TableModel.Counting.WHILE_COPYING : TableModel.Counting.NEVER,
            Duration.ofSeconds(Math.round(seconds * between(0.02, 0.1))),
            Duration.ofMillis(20),
            microsPerRow,
            random.nextInt(2) == 0 ? 0 : between(0, 1.5),
            between(0.05, 0.3),
            between(0.05, 0.3));
    Workload workload =
        new Workload(
            Math.exp(between(Math.log(5), Math.log(800))),
            between(0, 0.8),
            Duration.ofMinutes(random.nextInt(20, 240)),
            between(0, 0.5),
            60_000,
            Duration.ofMillis(1),
            between(100, 400));
    Story story = new Story("varied", seed, table, workload, model.options(), List.of());
    for (int mishaps = random.nextInt(8); mishaps > 0; mishaps--) {
      story = story.and(mishap(seconds));
    }
    return story;
  }

  private Incident mishap(double runSeconds) {
    Duration from = Duration.ofSeconds(Math.round(between(60, runSeconds)));
    Duration lasting = Duration.ofSeconds(Math.round(between(20, runSeconds * 0.08 + 60)));
    return switch (random.nextInt(5)) {
      case 0 -> new Incident.ReplicaStops(from, lasting, Stories.REPLICA);
      case 1 -> new Incident.ReplicaSlow(from, lasting, Stories.REPLICA, between(500, 3_000));
      case 2 -> new Incident.StatusVariable(from, lasting, "Threads_running", 75);
      case 3 -> new Incident.CopyBlocked(from, lasting.dividedBy(2));
      default -> new Incident.ChangeBurst(from, lasting, between(1_000, 3_000));
    };
  }

  private double between(double least, double most) {
    return least + random.nextDouble() * (most - least);
  }
}
