package dev.ghostwatch.alert.rule;

import dev.ghostwatch.alert.Labels;
import dev.ghostwatch.alert.expression.Expression;
import dev.ghostwatch.alert.expression.ExpressionException;
import dev.ghostwatch.alert.expression.Template;
import dev.ghostwatch.alert.expression.Vocabulary;
import dev.ghostwatch.alert.subject.Subject;
import dev.ghostwatch.config.rule.ActionConfig;
import dev.ghostwatch.config.rule.RuleConfig;
import dev.ghostwatch.config.schema.Problem;
import dev.ghostwatch.config.schema.SourceText;
import dev.ghostwatch.config.schema.Wording;
import dev.ghostwatch.model.Severity;
import dev.ghostwatch.text.Language;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Checks a rule as written and makes it one that can be asked. */
final class RuleCompiler {
  private final List<Problem> problems;
  private final Predicate<RuleConfig> builtIn;

  /**
   * @param problems gets everything that is wrong
   * @param builtIn rules whose texts the build has checked
   */
  RuleCompiler(List<Problem> problems, Predicate<RuleConfig> builtIn) {
    this.problems = problems;
    this.builtIn = builtIn;
  }

  /** The rule; null when something is wrong with it. */
  <S extends Subject> @Nullable Rule<S> compile(
      RuleConfig config, List<ActionConfig> actions, Vocabulary<S> vocabulary) {
    int before = problems.size();
    Expression<S> condition = condition(config.expression(), vocabulary);
    Map<Language, Rule.Texts<S>> texts = texts(config, vocabulary);
    if (condition == null || problems.size() > before) {
      return null;
    }
    Severity severity = severity(config.severity());
    Map<String, String> labels = new HashMap<>(config.labels());
    labels.put(Labels.ALERT_NAME, config.name().text());
    labels.put(Labels.SEVERITY, severity.jsonName());
    Map<String, String> annotations = new HashMap<>();
    if (config.runbook() != null) {
      annotations.put("runbook_url", config.runbook());
    }
    if (!config.recovery()) {
      annotations.put(Rule.RECOVERY, Rule.UNTOLD);
    }
    return new Rule<>(
        config.name().text(),
        config.expression().text(),
        condition,
        config.holdFor(),
        config.keepFiringFor(),
        severity,
        Labels.of(labels),
        texts,
        annotations,
        actions);
  }

  private static Severity severity(RuleConfig.Level level) {
    return switch (level) {
      case INFO -> Severity.INFO;
      case WARNING -> Severity.WARNING;
      case ERROR -> Severity.ERROR;
      case CRITICAL -> Severity.CRITICAL;
    };
  }

  private <S> @Nullable Expression<S> condition(SourceText text, Vocabulary<S> vocabulary) {
    try {
      return vocabulary.condition(text.text());
    } catch (ExpressionException e) {
      report(text, e);
      return null;
    }
  }

  private <S> Map<Language, Rule.Texts<S>> texts(RuleConfig config, Vocabulary<S> vocabulary) {
    SourceText name = SourceText.of(config.name().text());
    Map<Language, Rule.Texts<S>> texts = new EnumMap<>(Language.class);
    SourceText title = config.title() == null ? name : config.title();
    boolean isKnown = builtIn.test(config);
    put(texts, Language.EN, title, config.message(), isKnown, vocabulary);
    SourceText titleZh = config.titleZh() == null ? title : config.titleZh();
    SourceText messageZh = config.messageZh() == null ? config.message() : config.messageZh();
    if (config.titleZh() != null || config.messageZh() != null) {
      put(texts, Language.ZH, titleZh, messageZh, isKnown, vocabulary);
    }
    return texts;
  }

  private <S> void put(
      Map<Language, Rule.Texts<S>> texts,
      Language language,
      SourceText title,
      @Nullable SourceText message,
      boolean isKnown,
      Vocabulary<S> vocabulary) {
    Template<S> titled = template(title, isKnown, vocabulary);
    Template<S> said = message == null ? titled : template(message, isKnown, vocabulary);
    if (titled != null && said != null) {
      texts.put(language, new Rule.Texts<>(titled, said));
    }
  }

  private <S> @Nullable Template<S> template(
      SourceText text, boolean isKnown, Vocabulary<S> vocabulary) {
    try {
      return isKnown
          ? Template.known(text.text(), vocabulary)
          : Template.of(text.text(), vocabulary);
    } catch (ExpressionException e) {
      report(text, e);
      return null;
    }
  }

  private void report(SourceText text, ExpressionException e) {
    for (ExpressionException.Problem problem : e.problems()) {
      Problem told =
          text.problem(
              problem.line(),
              problem.word(),
              problem.word() == null
                  ? Wording.of("alert.rule.expression", problem.text())
                  : Wording.of("alert.rule.noField"),
              problem.nearest());
      // A text in both languages may be the same one.
      if (!problems.contains(told)) {
        problems.add(told);
      }
    }
  }
}
