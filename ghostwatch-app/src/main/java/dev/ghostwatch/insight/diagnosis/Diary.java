package dev.ghostwatch.insight.diagnosis;

import dev.ghostwatch.model.Finding;
import dev.ghostwatch.model.history.FindingRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the findings about one run: which there are now, since when, and when they ended. A finding
 * that comes back within moments has not been away. One owner at a time.
 */
public final class Diary {
  /** A cure that does not last so long is none. */
  private static final Duration BACK = Duration.ofSeconds(15);

  /** More endings than this are of findings that come and go. */
  private static final int MOST = 200;

  private static final class Entry {
    final Instant from;
    Instant last;
    Finding finding;
    boolean told;

    Entry(Instant from, Finding finding) {
      this.from = from;
      this.last = from;
      this.finding = finding;
    }
  }

  private final Map<String, Entry> open = new LinkedHashMap<>();
  private final List<FindingRow> ended = new ArrayList<>();

  /**
   * Takes in what was found now.
   *
   * @return those that began, changed in severity, or ended
   */
  public List<FindingRow> take(List<Finding> findings, Instant now) {
    List<FindingRow> news = new ArrayList<>();
    for (Finding finding : findings) {
      Entry entry = open.get(finding.rule());
      if (entry == null) {
        entry = new Entry(now, finding);
        open.put(finding.rule(), entry);
      }
      boolean graver = entry.told && entry.finding.severity() != finding.severity();
      entry.finding = finding;
      entry.last = now;
      if (!entry.told || graver) {
        entry.told = true;
        news.add(new FindingRow(entry.from, null, finding));
      }
    }
    open.values()
        .removeIf(entry -> {
          boolean over = entry.last.isBefore(now.minus(BACK));
          if (over) {
            news.add(end(entry));
          }
          return over;
        });
    return news;
  }

  private FindingRow end(Entry entry) {
    FindingRow row = new FindingRow(entry.from, entry.last, entry.finding);
    if (ended.size() < MOST) {
      ended.add(row);
    }
    return row;
  }

  /** Ends what is open but not among those, at once: the run is over. */
  public List<FindingRow> close(List<Finding> last, Instant now) {
    List<FindingRow> news = new ArrayList<>(take(last, now));
    open.values()
        .removeIf(entry -> {
          boolean gone = last.stream().noneMatch(one -> one.rule().equals(entry.finding.rule()));
          if (gone) {
            news.add(end(entry));
          }
          return gone;
        });
    return news;
  }

  /** What was and is no more, in the order in which it ended. */
  public List<FindingRow> ended() {
    return List.copyOf(ended);
  }

  /** Since when a finding of this rule has been there; null when there is none. */
  public @Nullable Instant since(String rule) {
    Entry entry = open.get(rule);
    return entry == null ? null : entry.from;
  }
}
