package dev.ghostwatch.source.changelog;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks a server one question; a connection to it stands behind this. */
@FunctionalInterface
public interface TableQueries {
  /**
   * The rows of an answer, columns by name in lower case, values as the server prints them.
   *
   * @param parameters what the {@code ?} in the SQL stand for
   */
  List<Map<String, @Nullable String>> rows(String sql, String... parameters) throws SQLException;
}
