package dev.ghostwatch.config.schema;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** One reading of one file: where it stands in the world, and the problems found so far. */
public final class Reading {
  private final @Nullable Path file;
  private final Surroundings surroundings;
  private final List<Problem> problems = new ArrayList<>();

  /**
   * @param file what is read; null when there is no file and everything is at its default
   */
  public Reading(@Nullable Path file, Surroundings surroundings) {
    this.file = file;
    this.surroundings = surroundings;
  }

  public Surroundings surroundings() {
    return surroundings;
  }

  public @Nullable Path file() {
    return file;
  }

  /** The problems so far, as they stand in the file. */
  public List<Problem> problems() {
    return problems.stream().sorted(Problem.IN_ORDER).toList();
  }

  /** Something wrong with the file as a whole. */
  public void reject(Wording rule) {
    add(Problem.Severity.ERROR, 0, 0, "", null, rule, null);
  }

  /** Something wrong at a place of the file, counted from 1. */
  public void reject(int line, int column, Wording rule) {
    add(Problem.Severity.ERROR, line, column, "", null, rule, null);
  }

  void reject(
      Node node, String path, @Nullable String found, Wording rule, @Nullable String nearest) {
    add(Problem.Severity.ERROR, line(node), column(node), path, found, rule, nearest);
  }

  void warn(Node node, String path, Wording rule) {
    add(Problem.Severity.WARNING, line(node), column(node), path, null, rule, null);
  }

  private void add(
      Problem.Severity severity,
      int line,
      int column,
      String path,
      @Nullable String found,
      Wording rule,
      @Nullable String nearest) {
    problems.add(new Problem(severity, file, line, column, path, found, rule, nearest));
  }

  static int line(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
  }

  static int column(Node node) {
    return node.getStartMark().map(mark -> mark.getColumn() + 1).orElse(0);
  }
}
