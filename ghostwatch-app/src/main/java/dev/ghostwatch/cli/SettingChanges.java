package dev.ghostwatch.cli;

import dev.ghostwatch.client.command.InvalidSettingValueException;
import dev.ghostwatch.client.command.Setting;
import dev.ghostwatch.client.command.SettingChange;
import dev.ghostwatch.control.SettingText;
import dev.ghostwatch.control.Steered;
import dev.ghostwatch.terminal.DisplayWidth;
import dev.ghostwatch.terminal.SafeText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks settings before anything is sent, sends them, and shows old and new value. */
final class SettingChanges {
  /** A value somebody mistyped is shown, a page of it is not. */
  private static final int MOST_SHOWN = 60;

  /** gh-ost looks at 4096 bytes of a line; the name and the equals sign take some. */
  private static final int MOST_SENT = 4000;

  private final CliContext context;

  SettingChanges(CliContext context) {
    this.context = context;
  }

  /** Reads {@code NAME=VALUE}. */
  SettingChange parse(String assignment) throws CommandFailure {
    int equals = assignment.indexOf('=');
    String name = equals < 0 ? assignment : assignment.substring(0, equals).strip();
    Setting setting = Setting.byName(name);
    if (setting == null) {
      Setting near = Setting.nearest(name);
      throw new CommandFailure(
          ExitCode.USAGE,
          near == null
              ? context.text("set.unknown", SafeText.line(name), names())
              : context.text("set.unknown.near", SafeText.line(name), near.wireName()));
    }
    if (equals < 0) {
      throw new CommandFailure(ExitCode.USAGE, context.text("set.noValue", name, setting.range()));
    }
    return of(setting, assignment.substring(equals + 1));
  }

  SettingChange of(Setting setting, String value) throws CommandFailure {
    try {
      return SettingChange.of(setting, value);
    } catch (InvalidSettingValueException e) {
      if (e.isUnsafe()) {
        throw new CommandFailure(
            ExitCode.REFUSED, context.text("set.unsafeQuery", mistyped(value)), e);
      }
      int bytes = value.getBytes(StandardCharsets.UTF_8).length;
      throw new CommandFailure(
          ExitCode.USAGE,
          bytes > MOST_SENT
              ? context.text("set.tooLong", setting.wireName(), String.valueOf(bytes))
              : context.text(
                  "set.invalid",
                  setting.wireName(),
                  mistyped(value),
                  context.text("set.range." + setting.wireName())),
          e);
    }
  }

  private static String mistyped(String value) {
    return DisplayWidth.cut(SafeText.line(value), MOST_SHOWN);
  }

  private static String names() {
    StringBuilder names = new StringBuilder();
    for (Setting setting : Setting.values()) {
      names.append(names.isEmpty() ? "" : ", ").append(setting.wireName());
    }
    return names.toString();
  }

  /** Sends the changes one after the other, or only shows them. */
  void apply(Target target, List<SettingChange> changes, boolean dryRun) throws CommandFailure {
    for (SettingChange change : changes) {
      if (dryRun) {
        String shown = SettingText.of(change.setting(), target.settings());
        String before = shown == null ? target.ask(change.setting()) : shown;
        print(target, "change.dryRun", change, before, change.value());
      } else {
        show(target, change, target.change(() -> change));
        if (change.setting() == Setting.THROTTLE_QUERY && !change.value().isEmpty()) {
          // gh-ost takes any text; a query that fails does not throttle and is only seen in the
          // log.
          context.say("throttleQuery.checkLog", target.name());
        }
      }
    }
  }

  private void show(Target target, SettingChange change, Steered steered) {
    String after = steered.after();
    boolean was = after != null && after.equals(steered.before());
    print(target, was ? "change.same" : "change.done", change, steered.before(), after);
    if (after == null) {
      context.say("change.notReadBack", target.name(), change.setting().wireName());
    } else if (!isSame(change, after)) {
      context.say(
          "change.clamped",
          target.name(),
          change.setting().wireName(),
          SafeText.line(change.value()),
          SafeText.line(after));
    }
  }

  private void print(
      Target target,
      String key,
      SettingChange change,
      @Nullable String before,
      @Nullable String after) {
    context
        .out()
        .println(
            context.text(
                key, target.name(), change.setting().wireName(), shown(before), shown(after)));
  }

  private String shown(@Nullable String value) {
    if (value == null) {
      return context.text("unknown");
    }
    return value.isEmpty() ? context.text("change.empty") : SafeText.line(value);
  }

  /** gh-ost may write the same value in another way: 1 as 1.000000, a list in another order. */
  private static boolean isSame(SettingChange change, String after) {
    try {
      return SettingChange.of(change.setting(), after).equals(change)
          || sorted(after).equals(sorted(change.value()));
    } catch (InvalidSettingValueException e) {
      return false;
    }
  }

  private static List<String> sorted(String list) {
    return List.of(list.split(",")).stream().map(String::strip).sorted().toList();
  }
}
