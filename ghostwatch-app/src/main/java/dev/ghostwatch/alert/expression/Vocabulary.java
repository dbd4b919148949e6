package dev.ghostwatch.alert.expression;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.ghostwatch.document.Shape;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.DoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The fields that expressions may use, each with its type: a misspelt field or a comparison of a
 * number with a text is found when an expression is read, not at night. Setting one up takes some
 * 100 ms, so that there is one for each kind of subject.
 *
 * @param <S> what expressions are asked of
 */
// The maps that CEL's immutable interfaces close over are not changed once they are made.
@SuppressWarnings("Immutable")
public final class Vocabulary<S> {
  // Whole numbers and decimals compare as numbers; times are java.time's.
  private static final CelOptions OPTIONS =
      CelOptions.current()
          .enableHeterogeneousNumericComparisons(true)
          .enableUnknownTracking(true)
          .maxExpressionCodePointSize(8192)
          .comprehensionMaxIterations(10_000)
          .build();

  private final Fields<S> root;
  private final Map<String, Fields<?>> all = new HashMap<>();
  private final CelCompiler conditions;
  private final CelCompiler values;
  private final CelRuntime runtime;

  /**
   * @param shape the fields of a subject
   */
  public Vocabulary(Shape<S> shape) {
    root = Fields.of(shape, all);
    CelTypeProvider types = types(all);
    conditions = compiler(types).setResultType(SimpleType.BOOL).build();
    values = compiler(types).build();
    runtime =
        CelRuntimeFactory.plannerRuntimeBuilder()
            .setOptions(OPTIONS)
            .setTypeProvider(types)
            .setValueProvider((_, _) -> Optional.empty())
            .addFunctionBindings(bindings())
            .build();
  }

  private static CelTypeProvider types(Map<String, Fields<?>> all) {
    Map<String, CelType> types = new HashMap<>();
    all.forEach((name, fields) ->
        types.put(
            name,
            StructType.create(
                name,
                ImmutableSet.copyOf(fields.names()),
                field -> Optional.ofNullable(fields.type(field)))));
    return new CelTypeProvider() {
      @Override
      public ImmutableCollection<CelType> types() {
        return ImmutableList.copyOf(types.values());
      }

      @Override
      public Optional<CelType> findType(String name) {
        return Optional.ofNullable(types.get(name));
      }
    };
  }

  private CelCompilerBuilder compiler(CelTypeProvider types) {
    CelCompilerBuilder builder =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .setTypeProvider(types)
            .addFunctionDeclarations(function("percent"), function("span"), function("bytes"));
    for (String name : root.names()) {
      CelType type = root.type(name);
      if (type != null) {
        builder.addVar(name, type);
      }
    }
    return builder;
  }

  private static CelFunctionDecl function(String name) {
    return CelFunctionDecl.newFunctionDeclaration(
        name,
        CelOverloadDecl.newGlobalOverload(name + "_double", SimpleType.STRING, SimpleType.DOUBLE),
        CelOverloadDecl.newGlobalOverload(name + "_int", SimpleType.STRING, SimpleType.INT));
  }

  private static List<CelFunctionBinding> bindings() {
    List<CelFunctionBinding> bindings = new ArrayList<>();
    Map<String, DoubleFunction<String>> functions =
        Map.of("percent", Shown::percent, "span", Shown::span, "bytes", Shown::bytes);
    functions.forEach((name, function) ->
        bindings.addAll(
            CelFunctionBinding.fromOverloads(
                name,
                CelFunctionBinding.from(name + "_double", Double.class, function::apply),
                CelFunctionBinding.from(
                    name + "_int", Long.class, number -> function.apply(number.doubleValue())))));
    return bindings;
  }

  /**
   * A condition: an expression that is true or false.
   *
   * @throws ExpressionException when it is not one over these fields
   */
  public Expression<S> condition(String text) throws ExpressionException {
    return compile(conditions, text);
  }

  /**
   * An expression of any type.
   *
   * @throws ExpressionException when it is not one over these fields
   */
  public Expression<S> value(String text) throws ExpressionException {
    return compile(values, text);
  }

  private Expression<S> compile(CelCompiler compiler, String text) throws ExpressionException {
    CelAbstractSyntaxTree tree;
    try {
      tree = compiler.compile(text).getAst();
    } catch (CelValidationException e) {
      throw new ExpressionException(problems(e.getErrors()), e);
    }
    try {
      return new Expression<>(runtime.createProgram(tree), root, paths(text));
    } catch (CelEvaluationException e) {
      throw new ExpressionException(
          List.of(new ExpressionException.Problem(1, String.valueOf(e.getMessage()), null, null)),
          e);
    }
  }

  private List<ExpressionException.Problem> problems(Collection<CelIssue> issues) {
    List<ExpressionException.Problem> problems = new ArrayList<>();
    for (CelIssue issue : issues) {
      String message = issue.getMessage();
      String word = Issues.word(message);
      problems.add(
          new ExpressionException.Problem(
              Math.max(1, issue.getSourceLocation().getLine()),
              Issues.text(message),
              word,
              word == null ? null : Issues.nearest(message, word, root.nameList(), fieldNames())));
    }
    return problems;
  }

  private Collection<String> fieldNames() {
    Collection<String> names = new TreeSet<>();
    all.values().forEach(fields -> names.addAll(fields.nameList()));
    return names;
  }

  /** The fields that an expression names. */
  private List<String> paths(String text) {
    Collection<String> paths = new TreeSet<>();
    for (String path : Issues.paths(text)) {
      String known = knownPart(path);
      if (known != null) {
        paths.add(known);
      }
    }
    return List.copyOf(paths);
  }

  private @Nullable String knownPart(String path) {
    StringBuilder known = new StringBuilder();
    Fields<?> fields = root;
    for (String name : path.split("\\.", -1)) {
      if (fields == null || fields.type(name) == null) {
        break;
      }
      known.append(known.isEmpty() ? "" : ".").append(name);
      fields = fields.inner(name);
    }
    return known.isEmpty() ? null : known.toString();
  }
}
