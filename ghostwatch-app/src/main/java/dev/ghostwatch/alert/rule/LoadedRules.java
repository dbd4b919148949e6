package dev.ghostwatch.alert.rule;

import dev.ghostwatch.alert.expression.Vocabulary;
import dev.ghostwatch.alert.subject.Subject;
import dev.ghostwatch.config.rule.ActionConfig;
import dev.ghostwatch.config.rule.RuleConfig;
import dev.ghostwatch.config.rule.RuleFile;
import dev.ghostwatch.config.rule.RulesConfig;
import dev.ghostwatch.config.schema.NearestKey;
import dev.ghostwatch.config.schema.Problem;
import dev.ghostwatch.config.schema.SourceText;
import dev.ghostwatch.config.schema.Wording;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The rules that a configuration asks for.
 *
 * @param rules those that could be read
 * @param problems everything that is wrong, in the order of the files
 */
public record LoadedRules(RuleSet rules, List<Problem> problems) {
  public LoadedRules {
    problems = List.copyOf(problems);
  }

  /** Whether an agent may run with them. */
  public boolean isUsable() {
    return problems.stream().noneMatch(Problem::isError);
  }

  /** Reads and checks all rules: built-in ones, policies, those of the configuration, of files. */
  public static LoadedRules of(
      RulesConfig config, Map<String, String> environment, Vocabularies vocabularies) {
    List<Problem> problems = new ArrayList<>();
    List<RuleConfig> own = new ArrayList<>(config.own());
    for (Path file : config.files()) {
      RuleFile read = RuleFile.load(file, environment);
      problems.addAll(read.problems());
      own.addAll(read.rules());
    }
    Map<String, RuleConfig> all = new LinkedHashMap<>();
    if (config.builtIn()) {
      BuiltInRules.all().forEach(rule -> all.put(rule.name().text(), rule));
    }
    config
        .policies()
        .forEach(
            policy -> BuiltInRules.of(policy).forEach(rule -> all.put(rule.name().text(), rule)));
    Map<String, RuleConfig> written = new LinkedHashMap<>();
    for (RuleConfig rule : own) {
      if (written.putIfAbsent(rule.name().text(), rule) != null) {
        problems.add(
            rule.name().problem(1, rule.name().text(), Wording.of("alert.rule.twice"), null));
      }
    }
    all.putAll(written);
    Map<String, List<ActionConfig>> actions = actions(config, all, problems);
    for (String name : config.disabled()) {
      if (all.remove(name) == null) {
        problems.add(
            SourceText.of(name)
                .problem(
                    1,
                    "alerts.disabled-rules: " + name,
                    Wording.of("alert.rule.noRule"),
                    NearestKey.ofName(name, all.keySet())));
      }
    }
    RuleCompiler compiler =
        new RuleCompiler(problems, rule -> !written.containsKey(rule.name().text()));
    return new LoadedRules(compiled(all.values(), actions, vocabularies, compiler), problems);
  }

  /** Checks rules that stand alone. */
  public static LoadedRules of(
      RulesConfig.Mode mode, List<RuleConfig> rules, Vocabularies vocabularies) {
    return of(
        new RulesConfig(false, List.of(), rules, List.of(), List.of(), List.of(), mode),
        Map.of(),
        vocabularies);
  }

  private static Map<String, List<ActionConfig>> actions(
      RulesConfig config, Map<String, RuleConfig> all, List<Problem> problems) {
    Map<String, List<ActionConfig>> actions = new LinkedHashMap<>();
    all.forEach((name, rule) -> actions.put(name, new ArrayList<>(rule.actions())));
    for (ActionConfig action : config.actions()) {
      SourceText on = action.on();
      List<ActionConfig> known = on == null ? null : actions.get(on.text());
      if (known != null) {
        known.add(action);
      } else if (on != null) {
        problems.add(
            on.problem(
                1,
                on.text(),
                Wording.of("alert.rule.noRule"),
                NearestKey.ofName(on.text(), all.keySet())));
      }
    }
    all.forEach((name, rule) -> {
      List<ActionConfig> its = actions.getOrDefault(name, List.of());
      ActionChecks.check(rule, its, problems);
      if (config.mode() == RulesConfig.Mode.OFF) {
        its.clear();
      }
    });
    return actions;
  }

  private static RuleSet compiled(
      Iterable<RuleConfig> all,
      Map<String, List<ActionConfig>> actions,
      Vocabularies vocabularies,
      RuleCompiler compiler) {
    List<Rule<Subject.OfMigration>> migration = new ArrayList<>();
    List<Rule<Subject.OfServer>> server = new ArrayList<>();
    List<Rule<Subject.OfAgent>> agent = new ArrayList<>();
    for (RuleConfig rule : all) {
      List<ActionConfig> its = actions.getOrDefault(rule.name().text(), List.of());
      switch (rule.each()) {
        case MIGRATION -> add(migration, compiler, rule, its, vocabularies::migration);
        case SERVER -> add(server, compiler, rule, its, vocabularies::server);
        case AGENT -> add(agent, compiler, rule, its, vocabularies::agent);
      }
    }
    return new RuleSet(migration, server, agent);
  }

  private static <S extends Subject> void add(
      List<Rule<S>> rules,
      RuleCompiler compiler,
      RuleConfig config,
      List<ActionConfig> actions,
      Supplier<Vocabulary<S>> vocabulary) {
    @Nullable Rule<S> rule = compiler.compile(config, actions, vocabulary.get());
    if (rule != null) {
      rules.add(rule);
    }
  }
}
