package dev.ghostwatch.alert.action;

import dev.ghostwatch.client.command.Setting;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Steers one run. Each change is checked, read back and written to the audit. */
public interface Controls {
  /** Opens the controls of runs. */
  @FunctionalInterface
  interface Opener {
    /**
     * The controls of a run.
     *
     * @param by who steers, for the audit: {@code rule HighLag}
     */
    Controls of(Target target, String by);
  }

  /**
   * The settings as they are now, as gh-ost takes them, asked for now: what was seen some seconds
   * ago may have been changed by somebody since. Those that gh-ost does not show are missing.
   */
  Map<Setting, String> settings() throws ActionFailedException;

  /** Whether somebody's command throttles it now. */
  boolean isThrottledByCommand() throws ActionFailedException;

  /**
   * Changes a setting.
   *
   * @return the value read back; null when gh-ost does not say
   */
  @Nullable String set(Setting setting, String value) throws ActionFailedException;

  void throttle() throws ActionFailedException;

  void resume() throws ActionFailedException;

  /** The settings of the next slower step; empty at the slowest. */
  Map<Setting, String> slower(Map<Setting, String> now);

  /** Writes to the audit what was not sent, and why. */
  void note(String command, @Nullable String before, String why);
}
