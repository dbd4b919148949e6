package dev.ghostwatch.config.rule;

import dev.ghostwatch.config.schema.Key;
import dev.ghostwatch.config.schema.Keys;
import dev.ghostwatch.config.schema.Kinds;
import dev.ghostwatch.config.schema.Values;
import dev.ghostwatch.config.schema.Wording;
import java.nio.file.Path;
import java.util.List;

/**
 * Which rules there are and what they may do: keys of {@code alerts}.
 *
 * @param builtIn whether the rules that come with GhostWatch are used
 * @param disabled names of rules that are not used
 * @param own rules of the configuration; one with the name of a built-in rule stands for it
 * @param files files with more rules
 * @param policies ready-made rules that act
 * @param actions what is done while rules fire that are written elsewhere
 * @param mode whether actions act
 */
public record RulesConfig(
    boolean builtIn,
    List<String> disabled,
    List<RuleConfig> own,
    List<Path> files,
    List<Policy> policies,
    List<ActionConfig> actions,
    Mode mode) {
  /** Whether actions act. */
  public enum Mode {
    ACT,
    /** They say what they would do. */
    DRY_RUN,
    OFF
  }

  /** The classic policies: a rule with its action each. */
  public enum Policy {
    /** Lag over 5000 ms: chunk-size 200. */
    LAG,
    /** The same with nice-ratio 1.0 too. */
    MONITOR_LAG,
    /** Load over 4.0: chunk-size 100, nice-ratio 2.0. */
    LOAD,
    /** Load per core over 0.8: chunk-size 200, nice-ratio 2.0; under 0.3: 2000 and 0. */
    LOAD_PER_CORE,
    /** A fatal line or a panic in the log: throttled. */
    FATAL
  }

  public RulesConfig {
    disabled = List.copyOf(disabled);
    own = List.copyOf(own);
    files = List.copyOf(files);
    policies = List.copyOf(policies);
    actions = List.copyOf(actions);
  }

  /** Only what comes with GhostWatch. */
  public static final RulesConfig DEFAULT =
      new RulesConfig(true, List.of(), List.of(), List.of(), List.of(), List.of(), Mode.ACT);

  /**
   * The keys, declared among others of the same section.
   *
   * @param builtIn likewise the others: as in the record
   */
  public record Declared(
      Key<Boolean> builtIn,
      Key<List<String>> disabled,
      Key<List<RuleConfig>> own,
      Key<List<Path>> files,
      Key<List<Policy>> policies,
      Key<List<ActionConfig>> actions,
      Key<Mode> mode) {
    /** What they say. */
    public RulesConfig in(Values values) {
      values
          .of(actions)
          .forEach(action -> {
            if (action.on() == null && values.isSound()) {
              values.reject(actions, Wording.of("config.rule.actionOn"));
            }
          });
      return new RulesConfig(
          values.of(builtIn),
          values.of(disabled),
          values.of(own),
          values.of(files),
          values.of(policies),
          values.of(actions),
          values.of(mode));
    }
  }

  /** Declares the keys. */
  public static Declared declare(Keys keys) {
    return new Declared(
        keys.key("built-in-rules", Kinds.flag(), "true"),
        keys.list("disabled-rules", Kinds.words()),
        keys.list("rules", RuleConfig.SECTION),
        keys.list("rule-files", Kinds.besideTheFile()),
        keys.list("policies", Kinds.choice(Policy.class)),
        keys.list("actions", ActionConfig.SECTION),
        keys.key("action-mode", Kinds.choice(Mode.class), "act"));
  }
}
