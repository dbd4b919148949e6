package dev.ghostwatch.model.server;

import dev.ghostwatch.client.value.TableName;
import java.util.Set;

/**
 * What is of interest on a server besides the server itself.
 *
 * @param tables the tables being migrated
 * @param statusVariables status variables to read by name, such as those in a run's max-load
 */
public record Watch(Set<TableName> tables, Set<String> statusVariables) {
  public static final Watch NOTHING = new Watch(Set.of(), Set.of());

  public Watch {
    tables = Set.copyOf(tables);
    statusVariables = Set.copyOf(statusVariables);
  }
}
