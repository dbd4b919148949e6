package dev.ghostwatch.benchmarks.eta;

import dev.ghostwatch.client.status.Settings;
import dev.ghostwatch.client.status.StatusLine;
import dev.ghostwatch.client.status.StatusReply;
import dev.ghostwatch.client.value.MigrationState;
import dev.ghostwatch.client.value.ReportedEta;
import dev.ghostwatch.client.value.ThrottleReason;
import dev.ghostwatch.model.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A copy of one to some hours, second by second, made up from a seed: rows go in chunks, at a rate
 * that strays by itself over seconds (by 20 %) and over a quarter of an hour (by 12 %).
 */
final class EtaStory {
  private static final Instant START = Instant.parse("2026-10-01T00:00:00Z");
  private static final int LONGEST = 200_000;
  private static final long[] CHUNKS = {200, 500, 1_000, 2_000, 5_000};
  private static final double[] NICE = {0, 0.5, 1};
  private static final int KEY_RANGE_EVERY = 10;

  private final Kind kind;
  private final SplittableRandom random;

  private final double base;
  private final double slowing;
  private final double throttledShare;
  private final double spell;
  private final double loadComes;
  private final double loadGoes;
  private final double depth;
  private final double total;
  private final double countedAt;

  private double estimate;
  private double nextChange;
  private int changes;
  private long chunk = 1_000;
  private double nice;
  private double slow;
  private double fast;
  private boolean throttled;
  private boolean loaded;

  EtaStory(Kind kind, long seed) {
    this.kind = kind;
    this.random = new SplittableRandom(seed * 7_919 + kind.name().length());
    double hours = 0.7 + 5 * random.nextDouble();
    base = 2_000 + 30_000 * random.nextDouble();
    throttledShare = kind == Kind.THROTTLED ? 0.1 + 0.8 * random.nextDouble() : 0;
    spell = 3 + Math.exp(4 * random.nextDouble());
    slowing = kind == Kind.SLOWING ? 0.8 + 2.5 * random.nextDouble() : 0;
    loadComes = 1 / (300 + 1_800 * random.nextDouble());
    loadGoes = 1 / (120 + 1_200 * random.nextDouble());
    depth = 0.3 + 0.5 * random.nextDouble();
    total = Math.floor(base * hours * 3_600 * 0.7 * (1 - throttledShare));
    double wrong = Math.log(0.3) + Math.log(10) * random.nextDouble();
    // As in the recordings: a percent low, more or less.
    double usual = -0.006 + 0.012 * random.nextGaussian();
    estimate = Math.floor(total * Math.exp(kind.isEstimateWrong() ? wrong : usual));
    countedAt = 60 + (0.02 + 0.1 * random.nextDouble()) * total / base;
    changes = kind == Kind.SETTINGS ? 1 + random.nextInt(3) : 0;
    nextChange = 600 + 3_000 * random.nextDouble();
  }

  /** Every second of it, to the last row. */
  List<Moment> play() {
    List<Moment> moments = new ArrayList<>();
    double rows = 0;
    double begun = 0;
    for (int second = 1; rows < total && second < LONGEST; second++) {
      boolean shown = second == 1 || change(second);
      turn();
      begun += throttled ? 0 : rate(rows);
      double whole = Math.floor(begun / chunk) * chunk;
      begun -= whole;
      double before = rows;
      rows = Math.min(total, rows + whole);
      if (kind == Kind.COUNTED && second > countedAt) {
        estimate = total;
      }
      double said = rows >= total ? total : estimate;
      StatusLine line = line(second, rows, said, rows - before);
      boolean asked = kind == Kind.KEY_RANGE && second % KEY_RANGE_EVERY == 0;
      // Keys are not spread quite evenly over their range.
      double key = Math.clamp(rows / total + 0.005 * Math.sin(9 * rows / total), 0, 1);
      moments.add(
          new Moment(
              new Sample(START.plusSeconds(second), line),
              shown ? settings() : null,
              asked ? key : null));
    }
    return moments;
  }

  /** Whether somebody changes a setting now. */
  private boolean change(int second) {
    if (changes == 0 || second < nextChange) {
      return false;
    }
    if (random.nextBoolean()) {
      chunk = CHUNKS[random.nextInt(CHUNKS.length)];
    } else {
      nice = NICE[random.nextInt(NICE.length)];
    }
    changes--;
    nextChange = second + 900 + 5_400 * random.nextDouble();
    return true;
  }

  private void turn() {
    if (throttledShare > 0) {
      double begins = throttledShare / (1 - throttledShare) / spell;
      throttled = throttled ? random.nextDouble() >= 1 / spell : random.nextDouble() < begins;
    }
    if (kind == Kind.BURSTY) {
      loaded = loaded ? random.nextDouble() >= loadGoes : random.nextDouble() < loadComes;
    }
    slow += -slow / 900 + 0.12 * Math.sqrt(2 / 900.0) * random.nextGaussian();
    fast += -fast / 15 + 0.2 * Math.sqrt(2 / 15.0) * random.nextGaussian();
  }

  private double rate(double rows) {
    return base
        * (loaded ? 1 - depth : 1)
        * Math.pow(chunk / 1_000.0, 0.35)
        / (1 + nice)
        * Math.exp(slow + fast + 0.15 * random.nextGaussian())
        / (1 + slowing * rows / total);
  }

  private Settings settings() {
    StatusReply reply =
        StatusReply.parse(
            "# Migrating `shop`.`orders`; Ghost table is `shop`.`_orders_gho`\n"
                + "# chunk-size: "
                + chunk
                + "; max-lag-millis: 1500ms; dml-batch-size: 10; max-load: ; critical-load: ;"
                + " nice-ratio: "
                + nice
                + "\n");
    if (reply.hints() == null) {
      throw new IllegalStateException("BUG: hint lines that are not understood");
    }
    return reply.hints().settings();
  }

  /** As gh-ost tells it, with its own ETA: rows left by the rows of the last second. */
  private StatusLine line(int second, double rows, double said, double inSecond) {
    double percent = 100 * rows / said;
    Long eta = null;
    if (percent >= 100) {
      eta = 0L;
    } else if (percent >= 0.1) {
      eta = (long) (inSecond > 0 ? (said - rows) / inSecond : second * said / rows - second);
    }
    return new StatusLine(
        "",
        (long) rows,
        (long) said,
        percent,
        0L,
        0L,
        1_000L,
        Duration.ofSeconds(second),
        Duration.ofSeconds(second),
        null,
        0.0,
        0.0,
        throttled ? MigrationState.THROTTLED : MigrationState.MIGRATING,
        reason(),
        new ReportedEta(eta == null ? "N/A" : eta + "s", eta));
  }

  private @Nullable ThrottleReason reason() {
    return throttled ? new ThrottleReason.UserCommand("commanded by user") : null;
  }
}
