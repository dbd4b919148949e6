package dev.ghostwatch.cli;

import dev.ghostwatch.client.command.Answer;
import dev.ghostwatch.client.command.Question;
import dev.ghostwatch.client.command.Setting;
import dev.ghostwatch.control.SettingText;
import dev.ghostwatch.control.ThrottleQueryPreset;
import dev.ghostwatch.monitor.RunningMigration;
import dev.ghostwatch.terminal.SafeText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * {@code ghostwatch throttle-query}: shows, sets and clears the query by which gh-ost throttles.
 */
final class ThrottleQueryCommand implements CliCommand {
  private static final Set<String> VERBS = Set.of("show", "clear", "preset", "set");

  @Override
  public void declare(CommandSpec spec, Declarations declare) {
    MigrationSelector.declare(spec, declare);
    declare.flag(spec, "--dry-run");
    declare.words(spec, "[MIGRATION] [show|clear|preset NAME|set SQL]", "0..*");
  }

  @Override
  public ExitCode run(ParseResult arguments, CliContext context)
      throws CommandFailure, InterruptedException {
    List<String> words = new ArrayList<>(Options.words(arguments));
    @Nullable String migration = null;
    if (!words.isEmpty() && !VERBS.contains(words.getFirst())) {
      migration = words.removeFirst();
    }
    String verb = words.isEmpty() ? "show" : words.removeFirst();
    check(verb, words, context);
    RunningMigration found = new MigrationSelector(arguments, context).reachable(migration);
    Target target = verb.equals("show") ? Target.toRead(found, context) : Target.of(found, context);
    boolean dryRun = Options.flag(arguments, "--dry-run");
    return switch (verb) {
      case "show" -> show(target, context);
      case "clear" -> set(target, "", dryRun, context);
      case "preset" -> set(target, preset(target, words.getFirst(), context), dryRun, context);
      default -> set(target, String.join(" ", words), dryRun, context);
    };
  }

  private static void check(String verb, List<String> words, CliContext context)
      throws CommandFailure {
    boolean right =
        switch (verb) {
          case "show", "clear" -> words.isEmpty();
          case "preset" -> words.size() == 1;
          case "set" -> !words.isEmpty();
          default -> false;
        };
    if (!right) {
      throw new CommandFailure(
          ExitCode.USAGE, context.text("throttleQuery.usage", SafeText.line(verb), presets()));
    }
    if (verb.equals("preset") && ThrottleQueryPreset.byWord(words.getFirst()) == null) {
      throw new CommandFailure(
          ExitCode.USAGE,
          context.text("throttleQuery.noPreset", SafeText.line(words.getFirst()), presets()));
    }
  }

  private static String presets() {
    return String.join(
        ", ", Arrays.stream(ThrottleQueryPreset.values()).map(ThrottleQueryPreset::word).toList());
  }

  private static ExitCode show(Target target, CliContext context) throws CommandFailure {
    String shown = SettingText.of(Setting.THROTTLE_QUERY, target.settings());
    String query = shown == null ? target.ask(Setting.THROTTLE_QUERY) : shown;
    if (query == null && target.snapshot().settings() == null) {
      context.out().println(context.text("throttleQuery.unknown", target.name()));
    } else if (query == null || query.isEmpty()) {
      // A status that shows the settings has no line for a query that is empty.
      context.out().println(context.text("throttleQuery.none", target.name()));
    } else {
      context.out().println(SafeText.line(query));
    }
    context.say("throttleQuery.presets", presets());
    return ExitCode.OK;
  }

  private static ExitCode set(Target target, String sql, boolean dryRun, CliContext context)
      throws CommandFailure {
    SettingChanges settings = new SettingChanges(context);
    settings.apply(target, List.of(settings.of(Setting.THROTTLE_QUERY, sql)), dryRun);
    return ExitCode.OK;
  }

  private static String preset(Target target, String word, CliContext context)
      throws CommandFailure {
    ThrottleQueryPreset preset = ThrottleQueryPreset.byWord(word);
    if (preset == null) {
      throw new CommandFailure(
          ExitCode.USAGE, context.text("throttleQuery.noPreset", SafeText.line(word), presets()));
    }
    return preset.sql(isMariaDb(target));
  }

  /** The applier's answer names the server's version, on releases that have the question. */
  private static boolean isMariaDb(Target target) throws CommandFailure {
    if (!target.capabilities().knows(Question.APPLIER.wire())) {
      return false;
    }
    return target.ask(Question.APPLIER) instanceof Answer.Value(String text)
        && text.contains("MariaDB");
  }
}
