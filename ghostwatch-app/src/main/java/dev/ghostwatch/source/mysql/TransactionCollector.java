package dev.ghostwatch.source.mysql;

import dev.ghostwatch.model.server.OpenTransaction;
import dev.ghostwatch.model.server.ServerFiguresBuilder;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;

/** InnoDB transactions open for over 5 s, longest first. */
final class TransactionCollector implements Collector {
  @Override
  public String part(Dialect dialect) {
    return "information_schema.innodb_trx";
  }

  @Override
  public List<Need> needs(Dialect dialect) {
    return List.of(Need.PROCESS);
  }

  @Override
  public Consumer<ServerFiguresBuilder> collect(Session session) throws SQLException {
    List<OpenTransaction> transactions =
        session
            .rows(
                "SELECT t.trx_mysql_thread_id AS id, p.user, p.host, p.command,"
                    + " TIMESTAMPDIFF(SECOND, t.trx_started, NOW()) AS seconds, t.trx_state,"
                    + " t.trx_rows_locked, t.trx_rows_modified, LEFT(t.trx_query, 100) AS query"
                    + " FROM information_schema.innodb_trx t LEFT JOIN "
                    + session.dialect().processList()
                    + " p ON p.id = t.trx_mysql_thread_id"
                    + " WHERE t.trx_started < NOW() - INTERVAL 5 SECOND"
                    + " ORDER BY t.trx_started, t.trx_mysql_thread_id LIMIT 50")
            .stream()
            .map(row ->
                new OpenTransaction(
                    row.numberOr(0, "id"),
                    row.text("user"),
                    row.text("host"),
                    row.text("command"),
                    row.numberOr(0, "seconds"),
                    row.textOr("", "trx_state"),
                    row.number("trx_rows_locked"),
                    row.number("trx_rows_modified"),
                    row.filled("query")))
            .toList();
    return figures -> figures.transactions(transactions);
  }
}
