package dev.ghostwatch.alert.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.config.rule.RulesConfig;
import dev.ghostwatch.text.Language;
import dev.ghostwatch.text.Texts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of rules that cannot be used. */
class RuleProblemsTest {
  @TempDir Path folder;

  private List<String> problems(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("rules.yaml"), yaml);
    LoadedRules loaded =
        LoadedRules.of(
            new RulesConfig(
                true,
                List.of(),
                List.of(),
                List.of(file),
                List.of(),
                List.of(),
                RulesConfig.Mode.ACT),
            Map.of(),
            new Vocabularies());
    Texts texts = Texts.of(Language.EN);
    return loaded.problems().stream()
        .map(problem -> problem.text(texts::get).replace(file.toString(), "FILE"))
        .toList();
  }

  @Test
  void allAreSaidAtOnceWithLineAndNearestName() throws IOException {
    assertThat(
            problems(
                """
                rules:
                  - name: A
                    expr: progress.lagSecond > 5
                  - name: B
                    expr: |
                      lifecycle == 'running'
                        && progres.percent > 5
                  - name: C
                    expr: settings.chunkSize > 'x'
                    title: "{rates.rowsPerSecnd}"
                  - name: A
                    expr: "true"
                  - name: D
                    expr: "true"
                    actions:
                      - set: {chunk-size: "5"}
                      - set: {max-load: "*0.5"}
                """))
        .containsExactly(
            "FILE:11:11: rules[3].name: found 'A', but there is another rule of this name; each needs one of its own.",
            "FILE:13:11: rules[4].name: the action sets chunk-size to '5', which gh-ost does not take: it takes 10 to 100000 rows.",
            "FILE:13:11: rules[4].name: the action sets max-load to *0.5: a factor is written *0.5, and only a number can be multiplied.",
            "FILE:3:11: rules[0].expr: found 'lagSecond', but there is no such field. Did you mean lagSeconds?",
            "FILE:7:11: rules[1].expr: found 'progres', but there is no such field. Did you mean progress?",
            "FILE:9:11: rules[2].expr: is no valid expression: found no matching overload for '>' applied to '(int, string)'.",
            "FILE:10:12: rules[2].title: found 'rowsPerSecnd', but there is no such field. Did you mean rowsPerSecond?");
  }

  @Test
  void keysAreCheckedLikeThoseOfTheConfiguration() throws IOException {
    assertThat(
            problems(
                """
                rules:
                  - name: A
                    exp: "true"
                    severity: warn
                    actions:
                      - set: {chunk-siz: "500"}
                      - throttle: true
                        slow-down: true
                """))
        .contains(
            "FILE:3:5: rules[0].exp: there is no such key. Did you mean rules[0].expr?",
            "FILE:4:15: rules[0].severity: found 'warn', which must be one of info, warning, error, critical.",
            "FILE:6:14: rules[0].actions[0].set: found 'chunk-siz', but gh-ost has no such setting. There are: chunk-size, dml-batch-size, max-lag-millis, nice-ratio, max-load, critical-load, throttle-query, throttle-http, throttle-control-replicas. Did you mean chunk-size?");
  }

  @Test
  void oneOfTheSameNameStandsForABuiltInRule() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("own.yaml"),
            "rules: [{name: HighLag, expr: progress.lagSeconds > 1.0}]");
    LoadedRules loaded =
        LoadedRules.of(
            new RulesConfig(
                true,
                List.of("Vanished"),
                List.of(),
                List.of(file),
                List.of(),
                List.of(),
                RulesConfig.Mode.ACT),
            Map.of(),
            new Vocabularies());
    assertThat(loaded.problems()).isEmpty();
    assertThat(loaded.rules().all())
        .filteredOn(rule -> rule.name().equals("HighLag"))
        .singleElement()
        .satisfies(rule -> assertThat(rule.text()).isEqualTo("progress.lagSeconds > 1.0"));
    assertThat(loaded.rules().all()).noneMatch(rule -> rule.name().equals("Vanished"));
  }
}
