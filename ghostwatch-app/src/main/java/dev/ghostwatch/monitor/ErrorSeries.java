package dev.ghostwatch.monitor;

import dev.ghostwatch.model.MigrationEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Counts the errors and warnings of one run that say the same but for figures: ports, positions,
 * keys. One owner at a time; time is that of the events.
 */
final class ErrorSeries {
  /** One that has not come for this long is over. */
  static final Duration QUIET = Duration.ofSeconds(30);

  /** One that does not stop is told of this often. */
  static final Duration LONGEST = Duration.ofMinutes(10);

  private static final int MOST = 100;
  private static final Pattern FIGURE = Pattern.compile("[0-9]+");

  private final Map<String, Series> all = new LinkedHashMap<>();

  /** Since an event of it was told. */
  private static final class Series {
    private Instant toldAt;
    private Instant lastAt;
    private long more;
    private @Nullable MigrationEvent last;

    private Series(Instant at) {
      toldAt = at;
      lastAt = at;
    }

    private void count(MigrationEvent event) {
      more++;
      last = event;
      lastAt = event.at();
    }

    private boolean isOver(Instant now) {
      // One dated in the future was printed before the clock was set back.
      return Duration.between(lastAt, now).abs().compareTo(QUIET) > 0;
    }

    private boolean isLong(Instant now) {
      return Duration.between(toldAt, now).compareTo(LONGEST) >= 0;
    }

    private @Nullable MigrationEvent told() {
      MigrationEvent event = last;
      if (event == null) {
        return null;
      }
      long seconds = Math.max(0, Duration.between(toldAt, event.at()).toSeconds());
      String text =
          more == 1
              ? event.text()
              : "%s (%d more like it in %ds, the last at %s)"
                  .formatted(event.text(), more, seconds, event.at().truncatedTo(ChronoUnit.SECONDS));
      toldAt = event.at();
      more = 0;
      last = null;
      return new MigrationEvent(event.at(), event.type(), text, event.source());
    }
  }

  static boolean mayRepeat(MigrationEvent event) {
    return event.type().equals(MigrationEvent.ERROR) || event.type().equals(MigrationEvent.WARNING);
  }

  /** What is to be told when this has happened; nothing when it repeats another. */
  List<MigrationEvent> after(MigrationEvent event) {
    List<MigrationEvent> told = over(event.at());
    String shape = event.type() + FIGURE.matcher(event.text()).replaceAll("0");
    Series series = all.get(shape);
    if (series != null) {
      series.count(event);
      return told;
    }
    if (all.size() < MOST) {
      all.put(shape, new Series(event.at()));
    }
    told.add(event);
    return told;
  }

  /** What is over by then, or goes on for too long to wait for its end. */
  List<MigrationEvent> over(Instant now) {
    List<MigrationEvent> told = new ArrayList<>();
    for (Iterator<Series> each = all.values().iterator(); each.hasNext(); ) {
      Series series = each.next();
      boolean isOver = series.isOver(now);
      MigrationEvent event = isOver || series.isLong(now) ? series.told() : null;
      if (event != null) {
        told.add(event);
      }
      if (isOver) {
        each.remove();
      }
    }
    return told;
  }

  /** All that was counted and not told. */
  List<MigrationEvent> rest() {
    List<MigrationEvent> told = new ArrayList<>();
    for (Series series : all.values()) {
      MigrationEvent event = series.told();
      if (event != null) {
        told.add(event);
      }
    }
    all.clear();
    return told;
  }
}
