package dev.ghostwatch.cli;

import dev.ghostwatch.client.command.Capabilities;
import dev.ghostwatch.client.command.Setting;
import dev.ghostwatch.document.Json;
import dev.ghostwatch.terminal.SafeText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One setting as {@code settings} shows it.
 *
 * @param name gh-ost's name
 * @param value null when this gh-ost does not show it
 * @param defaultValue the value of a gh-ost started without the option, empty for none
 * @param known whether this release has the setting
 */
record SettingRow(
    String name,
    @Nullable String value,
    String defaultValue,
    boolean known,
    String meaning,
    String advice) {

  static SettingRow of(
      Setting setting, @Nullable String value, Capabilities capabilities, CliContext context) {
    String name = setting.wireName();
    return new SettingRow(
        name,
        value,
        setting.defaultValue(),
        value != null || capabilities.knows(name),
        context.text("settings." + name + ".meaning"),
        context.text("settings." + name + ".advice"));
  }

  String shownValue(CliContext context) {
    if (!known) {
      return context.text("settings.notThere");
    }
    if (value == null) {
      return context.text("unknown");
    }
    return value.isEmpty() ? "-" : SafeText.line(value);
  }

  String shownDefault() {
    return defaultValue.isEmpty() ? "-" : defaultValue;
  }

  List<String> cells() {
    return List.of(name, value == null ? "" : value, defaultValue, meaning, advice);
  }

  void write(Json json) {
    json.text("name", name);
    json.text("value", value);
    json.text("default", defaultValue);
    json.text("meaning", meaning);
    json.text("advice", advice);
  }
}
