package dev.ghostwatch.source.mysql;

import dev.ghostwatch.model.server.ServerFiguresBuilder;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Reads one part of a server's figures. */
interface Collector {
  /** What it reads, in the server's own words: {@code SHOW REPLICA STATUS}. */
  String part(Dialect dialect);

  /** The rights without which it is not even tried. */
  List<Need> needs(Dialect dialect);

  /** How often it reads; zero for each poll. In between its last result stands. */
  default Duration every() {
    return Duration.ZERO;
  }

  /** Asks the server and gives back what puts the answer into the figures. */
  Consumer<ServerFiguresBuilder> collect(Session session) throws SQLException;
}
