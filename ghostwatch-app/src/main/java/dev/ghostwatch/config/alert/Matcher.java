package dev.ghostwatch.config.alert;

import java.util.Comparator;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A condition on one label, as in Alertmanager: {@code severity="critical"}, {@code
 * migration=~"shop[.].*"}. A regular expression must fit the whole value; a label that is not there
 * has the empty value.
 */
public final class Matcher {
  /** How the value is compared. */
  public enum Operator {
    EQUAL("="),
    NOT_EQUAL("!="),
    FITS("=~"),
    DOES_NOT_FIT("!~");

    private final String sign;

    Operator(String sign) {
      this.sign = sign;
    }

    /** As it is written. */
    public String sign() {
      return sign;
    }
  }

  /** By name, value and operator: the order in which Alertmanager names the matchers of a route. */
  public static final Comparator<Matcher> IN_ORDER =
      Comparator.comparing(Matcher::name)
          .thenComparing(Matcher::value)
          .thenComparing(Matcher::operator);

  private final String name;
  private final Operator operator;
  private final String value;
  private final @Nullable Pattern pattern;

  /**
   * A condition.
   *
   * @throws PatternSyntaxException when the value is to be a regular expression and is none
   */
  public Matcher(String name, Operator operator, String value) {
    this.name = name;
    this.operator = operator;
    this.value = value;
    this.pattern =
        operator == Operator.FITS || operator == Operator.DOES_NOT_FIT
            ? Pattern.compile(value)
            : null;
  }

  public String name() {
    return name;
  }

  public Operator operator() {
    return operator;
  }

  public String value() {
    return value;
  }

  /** Whether a value of its label fulfils it; null is the same as an empty value. */
  public boolean matches(@Nullable String actual) {
    String text = actual == null ? "" : actual;
    return switch (operator) {
      case EQUAL -> text.equals(value);
      case NOT_EQUAL -> !text.equals(value);
      case FITS -> Boolean.TRUE.equals(fits(text));
      case DOES_NOT_FIT -> Boolean.FALSE.equals(fits(text));
    };
  }

  /** Null when the expression takes too long on this text: then the condition is not fulfilled. */
  private @Nullable Boolean fits(String text) {
    return BoundedText.fits(Objects.requireNonNull(pattern), text);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Matcher matcher
        && name.equals(matcher.name)
        && operator == matcher.operator
        && value.equals(matcher.value);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, operator, value);
  }

  /** {@code severity=~"error|critical"}. */
  @Override
  public String toString() {
    return name
        + operator.sign
        + '"'
        + value.replace("\\", "\\\\").replace("\n", "\\n").replace("\"", "\\\"")
        + '"';
  }
}
