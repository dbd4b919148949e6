package dev.ghostwatch.client.command;

/**
 * Asks for the value of one setting: {@code chunk-size=?}.
 *
 * <p>On releases that do not know the question mark, such as v1.0.21, the same line <em>sets</em>
 * the value to {@code ?}. Therefore it cannot be made freely: {@link Capabilities#question} hands
 * it out when the gh-ost's help documents it.
 */
public final class SettingQuestion implements ReadCommand {

  private final Setting setting;

  SettingQuestion(Setting setting) {
    this.setting = setting;
  }

  public Setting setting() {
    return setting;
  }

  @Override
  public String wire() {
    return setting.wireName() + "=?";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SettingQuestion question && question.setting == setting;
  }

  @Override
  public int hashCode() {
    return setting.hashCode();
  }

  @Override
  public String toString() {
    return wire();
  }
}
