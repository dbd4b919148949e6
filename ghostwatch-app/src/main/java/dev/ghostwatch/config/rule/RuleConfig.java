package dev.ghostwatch.config.rule;

import dev.ghostwatch.config.schema.Key;
import dev.ghostwatch.config.schema.Kinds;
import dev.ghostwatch.config.schema.MapOf;
import dev.ghostwatch.config.schema.Section;
import dev.ghostwatch.config.schema.SourceText;
import dev.ghostwatch.config.schema.Wording;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An alert rule as it is written.
 *
 * @param name tells it apart; the label {@code alertname}
 * @param expression the condition, in CEL
 * @param each what it is asked of
 * @param holdFor how long it must hold before it fires
 * @param keepFiringFor how long it goes on firing when it no longer holds
 * @param severity one of the words {@code info}, {@code warning}, {@code error}, {@code critical}
 * @param labels beside those that every alert has
 * @param title in English; null means the name
 * @param titleZh in Chinese; null means the English one
 * @param message in English; null means the title
 * @param messageZh in Chinese; null means the English one
 * @param runbook link to what to do
 * @param recovery whether it is told when it is over
 * @param actions what is done while it fires
 */
public record RuleConfig(
    SourceText name,
    SourceText expression,
    Each each,
    Duration holdFor,
    Duration keepFiringFor,
    Level severity,
    Map<String, String> labels,
    @Nullable SourceText title,
    @Nullable SourceText titleZh,
    @Nullable SourceText message,
    @Nullable SourceText messageZh,
    @Nullable String runbook,
    boolean recovery,
    List<ActionConfig> actions) {
  /** What a rule is asked of. */
  public enum Each {
    /** Each migration. */
    MIGRATION,
    /** Each configured database server. */
    SERVER,
    /** The agent, once. */
    AGENT
  }

  /** How much an alert matters. */
  public enum Level {
    INFO,
    WARNING,
    ERROR,
    CRITICAL
  }

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,62}");
  private static final Duration LONGEST = Duration.ofDays(30);

  public RuleConfig {
    labels = Map.copyOf(labels);
    actions = List.copyOf(actions);
  }

  /** One of {@code alerts.rules}, or of the rules in a file. */
  public static final Section<RuleConfig> SECTION =
      Section.of(keys -> {
        Key<String> name =
            keys.required(
                "name", Kinds.matching(NAME, Wording.of("config.kind.ruleName")), "HighLag");
        Key<String> expression = keys.required("expr", Kinds.words(), "progress.lagSeconds > 5.0");
        Key<Each> each = keys.key("each", Kinds.choice(Each.class), "migration");
        Key<Duration> holdFor = keys.key("for", Kinds.duration(Duration.ZERO, LONGEST), "0s");
        Key<Duration> keep =
            keys.key("keep-firing-for", Kinds.duration(Duration.ZERO, LONGEST), "0s");
        Key<Level> severity = keys.key("severity", Kinds.choice(Level.class), "warning");
        Key<Map<String, String>> labels = keys.key("labels", new MapOf<>(Kinds.words()), "{}");
        Key<@Nullable String> title = keys.optional("title", Kinds.words());
        Key<@Nullable String> titleZh = keys.optional("title-zh", Kinds.words());
        Key<@Nullable String> message = keys.optional("message", Kinds.words());
        Key<@Nullable String> messageZh = keys.optional("message-zh", Kinds.words());
        Key<@Nullable String> runbook = keys.optional("runbook", Kinds.words());
        Key<Boolean> recovery = keys.key("recovery", Kinds.flag(), "true");
        Key<List<ActionConfig>> actions = keys.list("actions", ActionConfig.SECTION);
        return values -> {
          Map<String, String> own = new LinkedHashMap<>(values.of(labels));
          own.keySet()
              .removeIf(label -> {
                boolean bad = !label.matches("[a-zA-Z_][a-zA-Z0-9_]*");
                if (bad) {
                  values.reject(labels, label, Wording.of("config.rule.labelName"));
                }
                return bad;
              });
          SourceText called = values.text(name);
          SourceText condition = values.text(expression);
          return new RuleConfig(
              called == null ? SourceText.of(values.of(name)) : called,
              condition == null ? SourceText.of(values.of(expression)) : condition,
              values.of(each),
              values.of(holdFor),
              values.of(keep),
              values.of(severity),
              own,
              values.text(title),
              values.text(titleZh),
              values.text(message),
              values.text(messageZh),
              values.of(runbook),
              values.of(recovery),
              values.of(actions));
        };
      });
}
