package dev.ghostwatch.config.alert;

import dev.ghostwatch.config.schema.Scalar;
import dev.ghostwatch.config.schema.Shown;
import dev.ghostwatch.config.schema.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Conditions that must all hold.
 *
 * @param all in Alertmanager's order
 */
public record Matchers(List<Matcher> all) {
  public static final Matchers NONE = new Matchers(List.of());

  public Matchers {
    all = all.stream().sorted(Matcher.IN_ORDER).toList();
  }

  /** Whether all hold for labels, whose values this gives by name; null for one not there. */
  public boolean match(LabelValues labels) {
    for (Matcher matcher : all) {
      if (!matcher.matches(labels.get(matcher.name()))) {
        return false;
      }
    }
    return true;
  }

  /** Gives the value of a label by its name. */
  @FunctionalInterface
  public interface LabelValues {
    @Nullable String get(String name);
  }

  /** Whether they would hold for something without any labels, and so for nearly everything. */
  public boolean matchEverything() {
    return all.stream().allMatch(matcher -> matcher.matches(""));
  }

  /** These and others. */
  public Matchers and(Matchers others) {
    List<Matcher> both = new ArrayList<>(all);
    both.addAll(others.all);
    return new Matchers(both);
  }

  /**
   * Reads one or several with commas between, with or without braces around.
   *
   * @throws MatcherException when it is none
   */
  public static Matchers parse(String text) throws MatcherException {
    return new Matchers(MatcherParser.parse(text));
  }

  /** Reads each of them. */
  public static Matchers parse(List<String> texts) throws MatcherException {
    List<Matcher> all = new ArrayList<>();
    for (String text : texts) {
      all.addAll(MatcherParser.parse(text));
    }
    return new Matchers(all);
  }

  /** In the configuration: one or several with commas between. */
  static Scalar<Matchers> kind() {
    return new Scalar<>(
        Wording.of("config.kind.matcher"),
        Shown.Type.TEXT,
        (text, _) -> {
          try {
            Matchers matchers = parse(text);
            return matchers.all.isEmpty() ? null : matchers;
          } catch (MatcherException _) {
            return null;
          }
        },
        Matchers::joined,
        List.of());
  }

  static Matchers together(List<Matchers> lists) {
    return lists.stream().reduce(NONE, Matchers::and);
  }

  private String joined() {
    return all.stream().map(Matcher::toString).collect(Collectors.joining(","));
  }

  /** {@code {alertname="Lag",severity="critical"}}, as Alertmanager names a route. */
  @Override
  public String toString() {
    return "{" + joined() + "}";
  }
}
