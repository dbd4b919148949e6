package dev.ghostwatch.alert.pipeline;

/** Why an alert is not told. */
public enum HoldReason {
  /** A time interval holds in which its route tells nothing. */
  MUTE_TIME,
  /** None of the time intervals holds in which its route tells anything. */
  OUTSIDE_ACTIVE_TIME,
  /** Somebody silenced it. */
  SILENCED,
  /** Another alert fires that says more. */
  INHIBITED
}
