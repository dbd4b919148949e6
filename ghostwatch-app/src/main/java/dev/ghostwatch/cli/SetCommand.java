package dev.ghostwatch.cli;

import dev.ghostwatch.client.command.Setting;
import dev.ghostwatch.client.command.SettingChange;
import dev.ghostwatch.model.LagProfile;
import dev.ghostwatch.terminal.SafeText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code ghostwatch set}: changes settings of a running migration. */
final class SetCommand implements CliCommand {
  @Override
  public void declare(CommandSpec spec, Declarations declare) {
    MigrationSelector.declare(spec, declare);
    declare.flag(spec, "--dry-run");
    declare.value(spec, "NAME", "--profile");
    ConfigInput.declare(spec, declare);
    declare.words(spec, "[MIGRATION] NAME=VALUE", "0..*");
  }

  @Override
  public ExitCode run(ParseResult arguments, CliContext context)
      throws CommandFailure, InterruptedException {
    List<String> words = new ArrayList<>(Options.words(arguments));
    @Nullable String migration = null;
    String profile = Options.value(arguments, "--profile");
    if (!words.isEmpty()
        && words.getFirst().indexOf('=') < 0
        && (words.size() > 1 || profile != null)) {
      migration = words.removeFirst();
    }
    if (words.isEmpty() && profile == null) {
      throw new CommandFailure(
          ExitCode.USAGE,
          context.text("error.missing", "NAME=VALUE | --profile NAME", "ghostwatch set"));
    }
    SettingChanges settings = new SettingChanges(context);
    List<SettingChange> changes = new ArrayList<>();
    for (String word : words) {
      changes.add(settings.parse(word));
    }
    if (profile != null) {
      LagProfile chosen = LagProfiles.of(arguments, context).chosen(profile);
      changes.add(maxLag(chosen, changes, settings, context));
    }
    Target target =
        Target.of(new MigrationSelector(arguments, context).reachable(migration), context);
    settings.apply(target, changes, Options.flag(arguments, "--dry-run"));
    return ExitCode.OK;
  }

  /** The limit of a named profile (classic toolkit T11). */
  private static SettingChange maxLag(
      LagProfile profile, List<SettingChange> given, SettingChanges settings, CliContext context)
      throws CommandFailure {
    if (given.stream().anyMatch(change -> change.setting() == Setting.MAX_LAG_MILLIS)) {
      throw new CommandFailure(
          ExitCode.USAGE, context.text("set.profile.twice", SafeText.line(profile.name())));
    }
    return settings.of(Setting.MAX_LAG_MILLIS, Long.toString(profile.maxLagMillis()));
  }
}
