package dev.ghostwatch.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a report's section: what is told, not how it looks. Texts are not yet escaped. */
sealed interface ReportBlock {

  /** Sentences, one after another. */
  record Sentences(List<String> sentences) implements ReportBlock {
    public Sentences {
      sentences = List.copyOf(sentences);
    }
  }

  /** Labels with their values. */
  record Facts(List<Fact> facts) implements ReportBlock {
    public Facts {
      facts = List.copyOf(facts);
    }
  }

  /** A label and its value. */
  record Fact(String label, String value) {}

  /** A table; its last column may be long. */
  record Grid(List<String> header, List<List<String>> rows) implements ReportBlock {
    public Grid {
      header = List.copyOf(header);
      rows = rows.stream().map(List::copyOf).toList();
    }
  }

  /** Parts of a whole. */
  record Bars(List<Bar> bars) implements ReportBlock {
    public Bars {
      bars = List.copyOf(bars);
    }
  }

  /**
   * A part of a whole.
   *
   * @param css the name of its colour
   * @param amount how much it is, as text
   * @param share of the whole, 0–1
   */
  record Bar(String css, String label, String amount, double share) {}

  /** Points of a list. */
  record Points(List<String> points) implements ReportBlock {
    public Points {
      points = List.copyOf(points);
    }
  }

  /**
   * Something that was wrong.
   *
   * @param tag its kind or weight
   * @param seen when, and how often
   */
  record Trouble(
      String tag,
      String message,
      String seen,
      String cause,
      String advice,
      @Nullable String command)
      implements ReportBlock {}

  /** The charts of the course; only a page can show them. */
  record Course() implements ReportBlock {}
}
