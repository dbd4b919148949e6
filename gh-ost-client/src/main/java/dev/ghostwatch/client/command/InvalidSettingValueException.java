package dev.ghostwatch.client.command;

/**
 * A value is not one that the setting takes; nothing was sent. The message names the setting, the
 * value and the range.
 */
public final class InvalidSettingValueException extends Exception {

  private static final long serialVersionUID = 1L;

  private final Setting setting;
  private final boolean unsafe;

  /** A value that {@code setting} does not take; see {@link #isUnsafe}. */
  public InvalidSettingValueException(Setting setting, String message, boolean unsafe) {
    super(message);
    this.setting = setting;
    this.unsafe = unsafe;
  }

  /** Whether gh-ost would take the value and could do harm with it, such as a DROP as query. */
  public boolean isUnsafe() {
    return unsafe;
  }

  public Setting setting() {
    return setting;
  }
}
