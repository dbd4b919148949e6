package dev.ghostwatch.config;

import dev.ghostwatch.config.schema.Key;
import dev.ghostwatch.config.schema.Kinds;
import dev.ghostwatch.config.schema.Section;
import dev.ghostwatch.config.schema.Wording;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;

/**
 * A time of day at which a profile holds.
 *
 * @param profile its name
 * @param from the first minute
 * @param to the minute after the last; earlier than {@code from} when the time spans midnight
 * @param days on which it begins; none means every day
 */
public record ProfileWindow(String profile, LocalTime from, LocalTime to, List<Day> days) {
  /** A day of the week. */
  public enum Day {
    MON,
    TUE,
    WED,
    THU,
    FRI,
    SAT,
    SUN;

    static Day of(DayOfWeek day) {
      return valueOf(day.name().substring(0, 3));
    }
  }

  public ProfileWindow {
    days = List.copyOf(days);
  }

  /** Whether this moment lies in it. */
  public boolean contains(LocalDateTime moment) {
    LocalTime time = moment.toLocalTime();
    if (from.isBefore(to)) {
      return !time.isBefore(from) && time.isBefore(to) && isOn(moment);
    }
    return (!time.isBefore(from) && isOn(moment))
        || (time.isBefore(to) && isOn(moment.minusDays(1)));
  }

  private boolean isOn(LocalDateTime moment) {
    return days.isEmpty() || days.contains(Day.of(moment.getDayOfWeek()));
  }

  static final Section<ProfileWindow> SECTION =
      Section.of(keys -> {
        Key<String> profile = keys.required("profile", Kinds.words(), "peak");
        Key<LocalTime> from = keys.required("from", Kinds.timeOfDay(), "08:00");
        Key<LocalTime> to = keys.required("to", Kinds.timeOfDay(), "20:00");
        Key<List<Day>> days = keys.list("days", Kinds.choice(Day.class));
        return values -> {
          if (values.of(from).equals(values.of(to))) {
            values.reject(to, Wording.of("config.rule.sameTime", from.name()));
          }
          return new ProfileWindow(
              values.of(profile), values.of(from), values.of(to), values.of(days));
        };
      });
}
