package dev.ghostwatch.cli;

import dev.ghostwatch.alert.rule.LoadedRules;
import dev.ghostwatch.alert.rule.Vocabularies;
import dev.ghostwatch.alert.trial.RuleTrial;
import dev.ghostwatch.config.rule.RuleTestFile;
import dev.ghostwatch.config.rule.RulesConfig;
import dev.ghostwatch.config.schema.Problem;
import dev.ghostwatch.config.schema.Units;
import dev.ghostwatch.monitor.RecordedEvents;
import dev.ghostwatch.monitor.Replay;
import dev.ghostwatch.source.log.LogHead;
import dev.ghostwatch.source.recording.RecordingReader;
import dev.ghostwatch.terminal.SafeText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code ghostwatch alert rules test}: plays tests that people wrote for their rules. */
final class AlertRulesTestCommand implements CliCommand {
  @Override
  public void declare(CommandSpec spec, Declarations declare) {
    declare.words(spec, "FILE", "1..*");
  }

  @Override
  public ExitCode run(ParseResult arguments, CliContext context)
      throws CommandFailure, IOException {
    Vocabularies vocabularies = new Vocabularies();
    int failed = 0;
    int all = 0;
    for (String word : Options.words(arguments)) {
      Path path = Options.path("FILE", word, context);
      RuleTestFile.Loaded loaded = RuleTestFile.load(path, context.environment());
      RuleTestFile file = loaded.file();
      if (file == null || !loaded.problems().isEmpty()) {
        throw bad(loaded.problems(), context);
      }
      LoadedRules rules =
          LoadedRules.of(
              new RulesConfig(
                  file.builtIn(),
                  List.of(),
                  file.rules(),
                  file.files(),
                  List.of(),
                  List.of(),
                  RulesConfig.Mode.OFF),
              context.environment(),
              vocabularies);
      if (!rules.isUsable()) {
        throw bad(rules.problems(), context);
      }
      for (RuleTestFile.Case test : file.tests()) {
        all++;
        failed += played(new RuleTrial(rules.rules()), test, context) ? 0 : 1;
      }
    }
    context
        .out()
        .println(
            context.text(
                failed == 0 ? "alert.rules.test.good" : "alert.rules.test.bad",
                String.valueOf(all),
                String.valueOf(failed)));
    return failed == 0 ? ExitCode.OK : ExitCode.FAILED;
  }

  private static CommandFailure bad(List<Problem> problems, CliContext context) {
    return new CommandFailure(
        ExitCode.FAILED,
        context.text("alert.rules.bad", String.valueOf(problems.size()))
            + "\n"
            + ConfigInput.text(problems, context));
  }

  private static boolean played(RuleTrial trial, RuleTestFile.Case test, CliContext context)
      throws CommandFailure, IOException {
    List<RuleTrial.Difference> differences;
    Path folder = test.recording();
    if (folder == null) {
      List<Problem> problems = new ArrayList<>();
      differences = trial.play(test, problems);
      if (!problems.isEmpty()) {
        throw bad(problems, context);
      }
    } else {
      differences = recorded(trial, test, folder);
    }
    String name = SafeText.line(test.name().text());
    context
        .out()
        .println(
            context.text(
                differences.isEmpty() ? "alert.rules.test.ok" : "alert.rules.test.failed", name));
    for (RuleTrial.Difference difference : differences) {
      context
          .out()
          .println(
              context.text(
                  "alert.rules.test.difference",
                  Units.format(difference.at()),
                  difference.what(),
                  names(difference.expected()),
                  names(difference.found())));
    }
    return differences.isEmpty();
  }

  private static List<RuleTrial.Difference> recorded(
      RuleTrial trial, RuleTestFile.Case test, Path folder) throws IOException {
    Path socket = Files.isDirectory(folder) ? folder.resolve("socket.jsonl") : folder;
    @Nullable Path log = Files.isDirectory(folder) ? folder.resolve("log.txt") : null;
    try (RecordingReader reader = RecordingReader.open(socket)) {
      Replay replay =
          new Replay(reader, log == null ? null : LogHead.version(log), RecordedEvents.of(log));
      return trial.play(test, replay::next);
    }
  }

  private static String names(List<String> names) {
    return names.isEmpty() ? "-" : SafeText.line(String.join(", ", names));
  }
}
