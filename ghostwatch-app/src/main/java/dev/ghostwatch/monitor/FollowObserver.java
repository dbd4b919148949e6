package dev.ghostwatch.monitor;

import java.time.Duration;

/** Told how following goes, for the agent's log and its own metrics; must not block. */
public interface FollowObserver {
  /** Nobody is told. */
  FollowObserver NOBODY = new FollowObserver() {};

  /**
   * The operator should know something.
   *
   * @param kind of what, in a word: {@code log}, {@code kernel} …
   * @param text in one line; names in it come from outside
   */
  default void noticed(String kind, String text) {}

  /** A run was looked at, so much later than due. */
  default void ticked(Duration late) {}

  /**
   * The budget of questions has decided on one.
   *
   * @param granted whether it was asked
   * @param reason which it was ({@code sup}, {@code status}, {@code settings}), or why not ({@code
   *     fresh}, {@code not-due})
   */
  default void decided(boolean granted, String reason) {}
}
