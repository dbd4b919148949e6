package dev.ghostwatch.alert.rule;

import java.util.Locale;

/** Where an alert stands. */
public enum Phase {
  /** The condition does not hold. */
  INACTIVE,
  /** It holds, but not for long enough yet. */
  PENDING,
  FIRING,
  /** It fired until lately. */
  RESOLVED,
  /** What the condition needs is not known: neither well nor ill. */
  NO_DATA;

  /** The word in documents: {@code no-data}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
