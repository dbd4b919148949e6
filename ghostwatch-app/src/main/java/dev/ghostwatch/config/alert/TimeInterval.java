package dev.ghostwatch.config.alert;

import dev.ghostwatch.config.schema.Key;
import dev.ghostwatch.config.schema.Kinds;
import dev.ghostwatch.config.schema.Section;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One of {@code alerts.time-intervals}: times that come again. It holds when every list that is not
 * empty has a span with the moment in it. Several with one name hold when one of them does.
 *
 * @param times minutes of the day; the last of a span does not belong to it
 * @param weekdays from Sunday as 0
 * @param daysOfMonth from 1; -1 is the last of the month
 * @param months from 1
 * @param location whose wall clocks are meant; null means UTC
 */
public record TimeInterval(
    String name,
    List<Span> times,
    List<Span> weekdays,
    List<Span> daysOfMonth,
    List<Span> months,
    List<Span> years,
    @Nullable ZoneId location) {
  private static final int DAYS_OF_WEEK = 7;

  public TimeInterval {
    times = List.copyOf(times);
    weekdays = List.copyOf(weekdays);
    daysOfMonth = List.copyOf(daysOfMonth);
    months = List.copyOf(months);
    years = List.copyOf(years);
  }

  /** Whether a moment lies in it. */
  public boolean contains(Instant moment) {
    ZonedDateTime local = moment.atZone(location == null ? ZoneOffset.UTC : location);
    int minute = local.getHour() * 60 + local.getMinute();
    return isIn(times, span -> span.first() <= minute && minute < span.last())
        && isIn(daysOfMonth, span -> isDay(span, local))
        && isIn(months, span -> span.contains(local.getMonthValue()))
        && isIn(weekdays, span -> span.contains(local.getDayOfWeek().getValue() % DAYS_OF_WEEK))
        && isIn(years, span -> span.contains(local.getYear()));
  }

  private static boolean isIn(List<Span> spans, Predicate<Span> contains) {
    return spans.isEmpty() || spans.stream().anyMatch(contains);
  }

  /** A span that ends after the month ends with it; one that begins after it is not in it. */
  private static boolean isDay(Span span, ZonedDateTime local) {
    int length = local.toLocalDate().lengthOfMonth();
    int first = span.first() < 0 ? length + span.first() + 1 : span.first();
    int last = span.last() < 0 ? length + span.last() + 1 : span.last();
    int day = local.getDayOfMonth();
    return first <= length && first <= day && day <= Math.min(last, length);
  }

  public static final Section<TimeInterval> SECTION =
      Section.of(keys -> {
        Key<String> name = keys.required("name", Kinds.words(), "night");
        Key<List<Span>> times = keys.list("times", Span.times());
        Key<List<Span>> weekdays = keys.list("weekdays", Span.weekdays());
        Key<List<Span>> days = keys.list("days-of-month", Span.daysOfMonth());
        Key<List<Span>> months = keys.list("months", Span.months());
        Key<List<Span>> years = keys.list("years", Span.years());
        Key<@Nullable ZoneId> location = keys.optional("location", Kinds.timeZone());
        return values ->
            new TimeInterval(
                values.of(name),
                values.of(times),
                values.of(weekdays),
                values.of(days),
                values.of(months),
                values.of(years),
                values.of(location));
      });
}
