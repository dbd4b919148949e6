package dev.ghostwatch.source.mysql;

import dev.ghostwatch.model.server.ServerFiguresBuilder;
import dev.ghostwatch.model.server.ServerProblem;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A collector with its last result, its troubles and when it is due again. */
final class Part {
  private final Collector collector;
  private final BackOff backOff = new BackOff();
  private @Nullable Instant readAt;
  private @Nullable Consumer<ServerFiguresBuilder> last;
  private List<ServerProblem> problems = List.of();

  Part(Collector collector) {
    this.collector = collector;
  }

  String name(Session session) {
    return collector.part(session.dialect());
  }

  List<Need> needs(Session session) {
    return collector.needs(session.dialect());
  }

  boolean isDue(Instant now) {
    if (!backOff.isDue(now)) {
      return false;
    }
    Instant last = readAt;
    return last == null || now.isBefore(last) || !now.isBefore(last.plus(collector.every()));
  }

  void read(Session session, Instant now) throws SQLException {
    last = collector.collect(session);
    readAt = now;
    problems = List.of();
    backOff.succeeded();
  }

  /** What was read before is not shown beside a failure: it may no longer be so. */
  void failed(List<ServerProblem> why, Instant now) {
    last = null;
    readAt = null;
    problems = why;
    backOff.failed(now);
  }

  void apply(ServerFiguresBuilder figures) {
    if (last != null) {
      last.accept(figures);
    }
  }

  List<ServerProblem> problems() {
    return problems;
  }

  /** Reads again at once: other tables are of interest now. */
  void interestChanged() {
    readAt = null;
  }

  /** On a new connection everything is new. */
  void forget() {
    last = null;
    readAt = null;
    problems = List.of();
    backOff.succeeded();
  }
}
