package dev.ghostwatch.config;

import dev.ghostwatch.config.schema.Key;
import dev.ghostwatch.config.schema.Kinds;
import dev.ghostwatch.config.schema.Section;
import dev.ghostwatch.config.schema.Values;
import dev.ghostwatch.config.schema.Wording;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code profiles}: lag thresholds by scenario and by time of day.
 *
 * @param all the profiles that come with GhostWatch, and own ones
 * @param usual the profile that holds when the schedule names none; null means that none does
 * @param schedule the first window that contains a moment decides
 * @param timeZone of the schedule; null means the host's
 */
public record ProfilesConfig(
    Map<String, LagProfile> all,
    @Nullable String usual,
    List<ProfileWindow> schedule,
    @Nullable ZoneId timeZone) {
  /** Stands for the profile that holds now: {@code set --profile scheduled}. */
  public static final String SCHEDULED = "scheduled";

  /** The profiles that come with GhostWatch. */
  public static final Map<String, LagProfile> BUILT_IN = builtIn();

  public ProfilesConfig {
    all = Collections.unmodifiableMap(new LinkedHashMap<>(all));
    schedule = List.copyOf(schedule);
  }

  /** The name of the profile that holds at a moment; null when none does. */
  public @Nullable String at(ZonedDateTime moment) {
    ProfileWindow window = window(moment);
    return window == null ? usual : window.profile();
  }

  /** The part of the schedule that decides at a moment; null when none does. */
  public @Nullable ProfileWindow window(ZonedDateTime moment) {
    ZonedDateTime local = timeZone == null ? moment : moment.withZoneSameInstant(timeZone);
    return schedule.stream()
        .filter(window -> window.contains(local.toLocalDateTime()))
        .findFirst()
        .orElse(null);
  }

  static final Section<ProfilesConfig> SECTION =
      Section.of(keys -> {
        Key<Map<String, LagProfile>> own = keys.named("own", LagProfile.SECTION);
        Key<@Nullable String> usual = keys.optional("default", Kinds.words());
        Key<List<ProfileWindow>> schedule = keys.list("schedule", ProfileWindow.SECTION);
        Key<@Nullable ZoneId> zone = keys.optional("time-zone", Kinds.timeZone());
        return values -> {
          Map<String, LagProfile> all = new LinkedHashMap<>(BUILT_IN);
          all.putAll(values.of(own));
          if (values.of(own).containsKey(SCHEDULED)) {
            values.reject(own, Wording.of("config.rule.reserved", SCHEDULED));
          }
          mustExist(values.of(usual), usual, all, values);
          for (ProfileWindow window : values.of(schedule)) {
            mustExist(window.profile(), schedule, all, values);
          }
          return new ProfilesConfig(all, values.of(usual), values.of(schedule), values.of(zone));
        };
      });

  private static void mustExist(
      @Nullable String name, Key<?> key, Map<String, LagProfile> all, Values values) {
    if (name != null && !all.containsKey(name)) {
      values.rejectWord(
          key,
          name,
          Wording.of("config.rule.noProfile", String.join(", ", all.keySet())),
          all.keySet());
    }
  }

  private static Map<String, LagProfile> builtIn() {
    Map<String, LagProfile> profiles = new LinkedHashMap<>();
    profiles.put("read-split", new LagProfile(Duration.ofSeconds(1)));
    profiles.put("primary-only", new LagProfile(Duration.ofSeconds(5)));
    profiles.put("peak", new LagProfile(Duration.ofMillis(500)));
    profiles.put("off-peak", new LagProfile(Duration.ofSeconds(10)));
    return Collections.unmodifiableMap(profiles);
  }
}
