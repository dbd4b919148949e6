package dev.ghostwatch.cli;

import dev.ghostwatch.client.command.SettingChange;
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
    declare.words(spec, "[MIGRATION] NAME=VALUE", "1..*");
  }

  @Override
  public ExitCode run(ParseResult arguments, CliContext context)
      throws CommandFailure, InterruptedException {
    List<String> words = new ArrayList<>(Options.words(arguments));
    @Nullable String migration = null;
    if (words.getFirst().indexOf('=') < 0 && words.size() > 1) {
      migration = words.removeFirst();
    }
    SettingChanges settings = new SettingChanges(context);
    List<SettingChange> changes = new ArrayList<>();
    for (String word : words) {
      changes.add(settings.parse(word));
    }
    Target target =
        Target.of(new MigrationSelector(arguments, context).reachable(migration), context);
    settings.apply(target, changes, Options.flag(arguments, "--dry-run"));
    return ExitCode.OK;
  }
}
