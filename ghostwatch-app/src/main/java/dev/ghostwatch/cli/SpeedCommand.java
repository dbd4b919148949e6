package dev.ghostwatch.cli;

import dev.ghostwatch.client.command.Setting;
import dev.ghostwatch.client.command.SettingChange;
import dev.ghostwatch.client.status.Settings;
import dev.ghostwatch.control.SettingText;
import dev.ghostwatch.control.SpeedLadder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code ghostwatch slow-down} and {@code speed-up}: chunk size and nice ratio by one step. */
final class SpeedCommand implements CliCommand {
  private final Function<Settings, SpeedLadder.@Nullable Step> ladder;
  private final String atEndKey;

  private SpeedCommand(Function<Settings, SpeedLadder.@Nullable Step> ladder, String atEndKey) {
    this.ladder = ladder;
    this.atEndKey = atEndKey;
  }

  static SpeedCommand slower() {
    return new SpeedCommand(SpeedLadder::slower, "speed.slowest");
  }

  static SpeedCommand faster() {
    return new SpeedCommand(SpeedLadder::faster, "speed.fastest");
  }

  @Override
  public void declare(CommandSpec spec, Declarations declare) {
    EndpointOptions.declare(spec, declare);
    declare.value(spec, "NAME", "--migration");
    declare.value(spec, "ROWS", "--chunk-size");
    declare.value(spec, "RATIO", "--nice-ratio");
    declare.flag(spec, "--dry-run");
    declare.words(spec, "MIGRATION", "0..1");
  }

  @Override
  public ExitCode run(ParseResult arguments, CliContext context)
      throws CommandFailure, InterruptedException {
    SettingChanges settings = new SettingChanges(context);
    List<SettingChange> changes = new ArrayList<>();
    given(settings, changes, Setting.CHUNK_SIZE, Options.value(arguments, "--chunk-size"));
    given(settings, changes, Setting.NICE_RATIO, Options.value(arguments, "--nice-ratio"));
    Target target =
        Target.of(
            new MigrationSelector(arguments, context).reachable(Options.word(arguments)), context);
    if (changes.isEmpty()) {
      SpeedLadder.Step step = ladder.apply(target.settings());
      if (step == null) {
        context
            .out()
            .println(
                context.text(
                    atEndKey,
                    target.name(),
                    String.valueOf(SettingText.of(Setting.CHUNK_SIZE, target.settings())),
                    String.valueOf(SettingText.of(Setting.NICE_RATIO, target.settings()))));
        return ExitCode.OK;
      }
      stepTo(settings, changes, target, Setting.CHUNK_SIZE, Long.toString(step.chunkSize()));
      stepTo(settings, changes, target, Setting.NICE_RATIO, Double.toString(step.niceRatio()));
    }
    settings.apply(target, changes, Options.flag(arguments, "--dry-run"));
    return ExitCode.OK;
  }

  /** Sends only what is not so already. */
  private static void stepTo(
      SettingChanges settings,
      List<SettingChange> changes,
      Target target,
      Setting setting,
      String value)
      throws CommandFailure {
    SettingChange change = settings.of(setting, value);
    String now = SettingText.of(setting, target.settings());
    if (now == null || !settings.of(setting, now).equals(change)) {
      changes.add(change);
    }
  }

  private static void given(
      SettingChanges settings, List<SettingChange> changes, Setting setting, @Nullable String value)
      throws CommandFailure {
    if (value != null) {
      changes.add(settings.of(setting, value));
    }
  }
}
