package dev.ghostwatch.client.command;

/**
 * A value is not one that the setting takes; nothing was sent. The message names the setting, the
 * value and the range.
 */
public final class InvalidSettingValueException extends Exception {

  private static final long serialVersionUID = 1L;

  private final Setting setting;

  public InvalidSettingValueException(Setting setting, String message) {
    super(message);
    this.setting = setting;
  }

  public Setting setting() {
    return setting;
  }
}
