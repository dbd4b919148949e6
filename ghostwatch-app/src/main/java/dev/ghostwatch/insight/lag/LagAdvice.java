package dev.ghostwatch.insight.lag;

import dev.ghostwatch.model.LagProfile;
import dev.ghostwatch.model.Phrase;
import dev.ghostwatch.model.server.ServerFigures;
import dev.ghostwatch.model.server.ServerLoad;
import dev.ghostwatch.model.server.ServerRole;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Recommends a lag profile from the time of day and from what the replicas are used for. */
public final class LagAdvice {
  /**
   * SELECTs per second above which a replica serves reads. GhostWatch's own questions and those of
   * other monitors stay below it.
   */
  static final double READS_PER_SECOND = 20;

  private LagAdvice() {}

  /**
   * A recommendation.
   *
   * @param profile the profile
   * @param reason why
   */
  public record Recommendation(LagProfile profile, Phrase reason) {}

  /**
   * The profile to use now: the schedule's where it names one, else {@code read-split} when a
   * replica serves reads, else {@code primary-only} when it is known that none does. Nothing when
   * the servers do not tell.
   */
  public static Optional<Recommendation> recommend(
      LagSchedule schedule, LocalTime time, List<ServerFigures> servers) {
    Optional<LagProfile> scheduled = schedule.at(time);
    if (scheduled.isPresent()) {
      return Optional.of(
          new Recommendation(
              scheduled.get(), Phrase.of("lag.advice.schedule", time.withNano(0).toString())));
    }
    boolean known = !servers.isEmpty();
    for (ServerFigures server : servers) {
      ServerLoad load = server.load();
      Double reads = load == null ? null : load.selectsPerSecond();
      if (server.role() == null) {
        known = false;
      } else if (server.role() == ServerRole.REPLICA) {
        if (reads == null) {
          known = false;
        } else if (reads > READS_PER_SECOND) {
          return Optional.of(
              new Recommendation(
                  LagProfile.READ_SPLIT,
                  Phrase.of(
                      "lag.advice.reads",
                      server.name(),
                      String.format(Locale.ROOT, "%.0f", reads))));
        }
      }
    }
    return known
        ? Optional.of(new Recommendation(LagProfile.PRIMARY_ONLY, Phrase.of("lag.advice.noReads")))
        : Optional.empty();
  }
}
