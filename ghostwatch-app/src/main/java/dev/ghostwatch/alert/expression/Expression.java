package dev.ghostwatch.alert.expression;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelUnknownSet;
import dev.cel.runtime.CelVariableResolver;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A checked expression.
 *
 * @param <S> what it is asked of
 */
public final class Expression<S> {
  private final CelRuntime.Program program;
  private final Fields<S> root;
  private final List<String> paths;
  private final List<String[]> names;
  private final Answers answers = new Answers();

  Expression(CelRuntime.Program program, Fields<S> root, List<String> paths) {
    this.program = program;
    this.root = root;
    this.paths = paths;
    this.names = paths.stream().map(path -> path.split("\\.", -1)).toList();
  }

  /** The fields that it names. */
  public List<String> paths() {
    return paths;
  }

  /** What it says of a subject; an error is a result too. */
  public Result evaluate(S subject) {
    @Nullable Object[] figures = answers.areUseful() ? figures(subject) : null;
    if (figures == null) {
      return compute(subject);
    }
    Result answer = answers.find(figures);
    if (answer == null) {
      answer = compute(subject);
      answers.keep(figures, answer);
    }
    return answer;
  }

  /** All that it depends on; null when that cannot be told by comparing. */
  private @Nullable Object @Nullable [] figures(S subject) {
    @Nullable Object[] figures = new Object[names.size()];
    for (int i = 0; i < figures.length; i++) {
      figures[i] = value(names.get(i), subject);
      if (!Answers.isPlain(figures[i])) {
        return null;
      }
    }
    return figures;
  }

  private Result compute(S subject) {
    CelVariableResolver resolver =
        name -> {
          Object value = root.value(name, subject);
          if (value == null) {
            return root.type(name) == null
                ? Optional.empty()
                : Optional.of(FieldValues.unknown(name));
          }
          return Optional.of(value);
        };
    try {
      Object value = program.eval(resolver);
      return value == null || value instanceof CelUnknownSet
          ? new Result.Unknown()
          : new Result.Known(value);
    } catch (CelEvaluationException e) {
      return new Result.Failed(why(e));
    } catch (RuntimeException e) {
      // A defect in one value must not keep the other rules from being asked.
      return new Result.Failed(e.toString());
    }
  }

  private static String why(CelEvaluationException e) {
    String message = String.valueOf(e.getMessage());
    int place = message.indexOf(": ");
    return message.startsWith("evaluation error at") && place > 0
        ? message.substring(place + 2)
        : message;
  }

  /** The value as texts show it; {@code ?} when it is unknown. */
  public String shown(S subject) {
    return evaluate(subject) instanceof Result.Known(Object value) ? Fields.shown(value) : "?";
  }

  /** What the fields that it names hold, for people. */
  public Map<String, String> inputs(S subject) {
    Map<String, String> inputs = new LinkedHashMap<>();
    for (int i = 0; i < paths.size(); i++) {
      inputs.put(paths.get(i), Fields.shown(value(names.get(i), subject)));
    }
    return inputs;
  }

  private @Nullable Object value(String[] path, S subject) {
    Object value = root.value(path[0], subject);
    for (int i = 1; i < path.length; i++) {
      value = value instanceof FieldValues<?> part ? part.known(path[i]) : null;
    }
    return value;
  }
}
