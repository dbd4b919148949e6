package dev.ghostwatch.insight.diagnosis;

import java.util.Locale;

/** What a rule looks at, and what may be out of its sight. */
public enum Input {
  /** Status lines of gh-ost, from its socket, its log, StatsD or the history. */
  SAMPLES,
  /** Samples of a minute at least: what is frozen shows only with time. */
  COURSE,
  /** The settings as gh-ost shows them. */
  SETTINGS,
  /** Lines of gh-ost's log. */
  LOG,
  /** The database servers themselves. */
  MYSQL,
  /** gh-ost's process on this host. */
  PROCESS,
  /** gh-ost's control socket. */
  SOCKET,
  /** The commands that GhostWatch sent. */
  AUDIT;

  /** The name in JSON documents. */
  public String jsonName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
