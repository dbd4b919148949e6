package dev.ghostwatch.client.command;

/**
 * Gives a setting a new value: {@code chunk-size=500}. An empty value clears it: {@code max-load=},
 * always with the equals sign.
 *
 * @param setting what is changed
 * @param value the value in the one form in which it is sent
 */
public record SettingChange(Setting setting, String value) implements ChangeCommand {

  /** Takes values in their canonical form only: use {@link #of}. */
  public SettingChange {
    try {
      if (!SettingValues.canonical(setting, value).equals(value)) {
        throw new IllegalArgumentException(
            setting.wireName() + "=" + value + " is not canonical: use SettingChange.of");
      }
    } catch (InvalidSettingValueException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /**
   * The change to this value, in its canonical form: blanks around it and leading zeros are
   * dropped.
   */
  public static SettingChange of(Setting setting, String value)
      throws InvalidSettingValueException {
    return new SettingChange(setting, SettingValues.canonical(setting, value));
  }

  @Override
  public String name() {
    return setting.wireName();
  }

  @Override
  public String wire() {
    return setting.wireName() + "=" + WireArgument.encode(value);
  }
}
