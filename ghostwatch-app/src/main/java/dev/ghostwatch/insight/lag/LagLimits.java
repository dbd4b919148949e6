package dev.ghostwatch.insight.lag;

import dev.ghostwatch.config.ProfileWindow;
import dev.ghostwatch.config.ProfilesConfig;
import dev.ghostwatch.model.LagProfile;
import dev.ghostwatch.model.Phrase;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.model.layers.LagLimit;
import dev.ghostwatch.model.server.ServerFigures;
import dev.ghostwatch.model.server.ServerLoad;
import dev.ghostwatch.model.server.ServerRole;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Says how much lag a migration should be allowed: by the profile that holds now, else by what the
 * replicas are used for.
 */
public final class LagLimits {
  /**
   * SELECTs per second above which a replica serves reads. GhostWatch's own questions and those of
   * other monitors stay below it.
   */
  static final double READS_PER_SECOND = 20;

  private static final String READ_SPLIT = "read-split";
  private static final String PRIMARY_ONLY = "primary-only";

  private LagLimits() {}

  /** A profile and why it is the one. */
  private record Choice(LagProfile profile, Phrase reason) {}

  /** The profile with this name; null when there is none. */
  public static @Nullable LagProfile named(String name, ProfilesConfig profiles) {
    dev.ghostwatch.config.LagProfile found = profiles.all().get(name);
    return found == null ? null : new LagProfile(name, found.maxLag().toMillis());
  }

  /** All profiles: those that come with GhostWatch and own ones. */
  public static List<LagProfile> all(ProfilesConfig profiles) {
    return profiles.all().entrySet().stream()
        .map(entry -> new LagProfile(entry.getKey(), entry.getValue().maxLag().toMillis()))
        .toList();
  }

  /** The profile that the schedule or the default makes hold at a moment; null when none does. */
  public static @Nullable LagProfile holding(ProfilesConfig profiles, ZonedDateTime now) {
    String name = profiles.at(now);
    return name == null ? null : named(name, profiles);
  }

  /**
   * The limit of a migration and what it should be.
   *
   * @param servers as they were seen last; empty when nothing is known of them
   */
  public static LagLimit of(
      ProfilesConfig profiles, ZonedDateTime now, Snapshot snapshot, List<ServerFigures> servers) {
    Long limit = snapshot.settings() == null ? null : snapshot.settings().maxLagMillis();
    LagProfile holds = holding(profiles, now);
    Choice choice =
        holds == null ? byReads(profiles, servers) : new Choice(holds, reason(profiles, now));
    if (choice == null) {
      return new LagLimit(limit, null, null, null, null);
    }
    boolean differs = limit != null && limit != choice.profile.maxLagMillis();
    return new LagLimit(
        limit,
        holds,
        choice.profile,
        choice.reason,
        differs && snapshot.table() != null
            ? "ghostwatch set " + snapshot.table() + " --profile " + choice.profile.name()
            : null);
  }

  private static Phrase reason(ProfilesConfig profiles, ZonedDateTime now) {
    ProfileWindow window = profiles.window(now);
    return window == null
        ? Phrase.of("lag.limit.usual")
        : Phrase.of("lag.limit.schedule", window.from().toString(), window.to().toString());
  }

  /**
   * {@code read-split} when a replica serves reads, {@code primary-only} when it is known that none
   * does; null when the servers do not tell.
   */
  private static @Nullable Choice byReads(ProfilesConfig profiles, List<ServerFigures> servers) {
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
          return choice(
              READ_SPLIT,
              profiles,
              Phrase.of(
                  "lag.limit.reads", server.name(), String.format(Locale.ROOT, "%.0f", reads)));
        }
      }
    }
    return known ? choice(PRIMARY_ONLY, profiles, Phrase.of("lag.limit.noReads")) : null;
  }

  private static @Nullable Choice choice(String name, ProfilesConfig profiles, Phrase reason) {
    LagProfile profile = named(name, profiles);
    return profile == null ? null : new Choice(profile, reason);
  }
}
