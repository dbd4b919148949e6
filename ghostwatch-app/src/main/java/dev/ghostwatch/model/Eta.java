package dev.ghostwatch.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * When a migration is expected to end, and what that rests on. Null is "cannot be said".
 *
 * @param copySeconds until the last row is copied
 * @param seconds until the run ends: with the backlog and the cut-over; null also while the
 *     cut-over waits for a person
 * @param lowSeconds with {@code highSeconds} the range that holds the time until the last row is
 *     copied in four of five cases
 * @param highSeconds the other end of that range
 * @param endsAt when the run ends
 * @param backlogDrains whether events are applied faster than they come
 * @param backlogSeconds until no event waits, if rows were no longer copied
 * @param basis what it rests on, the most important first
 */
public record Eta(
    @Nullable Double copySeconds,
    @Nullable Double seconds,
    @Nullable Double lowSeconds,
    @Nullable Double highSeconds,
    @Nullable Instant endsAt,
    @Nullable Boolean backlogDrains,
    @Nullable Double backlogSeconds,
    List<Basis> basis) {
  public Eta {
    basis = List.copyOf(basis);
  }

  /**
   * One thing it rests on.
   *
   * @param arguments finished texts for the placeholders of the reason's text
   */
  public record Basis(EtaReason reason, List<String> arguments) {
    public Basis {
      arguments = List.copyOf(arguments);
    }

    public static Basis of(EtaReason reason, String... arguments) {
      return new Basis(reason, List.of(arguments));
    }

    /** For people, in their language. */
    public Phrase phrase() {
      return new Phrase(reason.key(), arguments);
    }
  }

  /** The same without a date, where nobody knows when it was said. */
  public Eta undated() {
    return new Eta(
        copySeconds, seconds, lowSeconds, highSeconds, null, backlogDrains, backlogSeconds, basis);
  }

  /**
   * The same so much later, when nothing has changed it: less is left, and the end is as it was.
   */
  public Eta after(Duration passed) {
    double seconds = passed.toNanos() / 1e9;
    return passed.isZero()
        ? this
        : new Eta(
            less(copySeconds, seconds),
            less(this.seconds, seconds),
            less(lowSeconds, seconds),
            less(highSeconds, seconds),
            endsAt,
            backlogDrains,
            backlogSeconds,
            basis);
  }

  private static @Nullable Double less(@Nullable Double left, double passed) {
    return left == null ? null : Math.max(0, left - passed);
  }

  /** Whether it rests on this. */
  public boolean restsOn(EtaReason reason) {
    return basis.stream().anyMatch(one -> one.reason() == reason);
  }

  /** What it rests on, in English. */
  public String englishBasis() {
    return basis.stream()
        .map(one -> one.reason().english(one.arguments()))
        .collect(Collectors.joining("; "));
  }
}
