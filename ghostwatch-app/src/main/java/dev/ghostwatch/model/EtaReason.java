package dev.ghostwatch.model;

import java.util.List;

/**
 * What an {@link Eta} rests on. The English words stand here as well as among the texts for people,
 * so that a document can be written without loading those: a test holds them equal.
 */
public enum EtaReason {
  /** No row is copied yet. */
  TOO_EARLY("no row is copied yet"),
  /** gh-ost estimated the table as empty. */
  NO_ESTIMATE("gh-ost estimated no rows, so how many are left is not known"),
  /** Nothing is known but one status line. */
  ONE_SAMPLE("a single reply: the average of the copy so far, {0} rows/s"),
  /** The rate that is expected, and the average so far. */
  RATE("{0} rows/s expected, {1} rows/s so far"),
  /** Each row takes longer than the ones before. */
  SLOWING("slowing down as the table grows"),
  /** Each row takes less time than the ones before. */
  QUICKENING("getting faster"),
  /** The share of time during which nothing was copied. */
  HELD_SHARE("throttled {0}% of the time"),
  /** Throttled now, and for how long. */
  HELD_NOW("throttled for {0}, nobody knows how much longer"),
  /** Progress by key range stands for the row estimate. */
  KEY_RANGE("{0}% of the key range is copied"),
  /** gh-ost counted the rows. */
  COUNTED("gh-ost counted the rows"),
  /** More rows were copied than estimated. */
  PASSED("more rows are copied than estimated, how many are left is a guess"),
  /** A setting changed that changes the rate. */
  SETTINGS("settings changed {0} ago, what was before counts little"),
  /** Earlier runs of the table. */
  EARLIER_RUNS("earlier runs of this table"),
  /** Every row is copied. */
  COPIED("all rows are copied"),
  /** The backlog that must be applied before the cut-over. */
  BACKLOG("{0} events wait to be applied"),
  /** Events come faster than they are applied. */
  BACKLOG_STANDS("events come as fast as they are applied, so it may never end"),
  /** The cut-over waits for a person. */
  POSTPONED("the cut-over is postponed: it waits for you");

  private final String english;

  EtaReason(String english) {
    this.english = english;
  }

  /** The key of the text for people. */
  public String key() {
    return "eta.basis." + name();
  }

  /** The English text. */
  public String english(List<String> arguments) {
    String text = english;
    for (int i = 0; i < arguments.size(); i++) {
      text = text.replace("{" + i + "}", arguments.get(i));
    }
    return text;
  }
}
