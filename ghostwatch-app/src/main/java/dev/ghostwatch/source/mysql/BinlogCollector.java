package dev.ghostwatch.source.mysql;

import dev.ghostwatch.model.server.BinlogFigures;
import dev.ghostwatch.model.server.BinlogFigures.BinlogFile;
import dev.ghostwatch.model.server.Growth;
import dev.ghostwatch.model.server.GrowthTrail;
import dev.ghostwatch.model.server.ServerFiguresBuilder;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The binary logs that are kept. Remembers the last listing for growth and ages. */
final class BinlogCollector implements Collector {
  /** You are not using binary logging. */
  private static final int NO_BINLOG = 1381;

  private final GrowthTrail trail = new GrowthTrail();
  private @Nullable BinlogFigures last;

  /** Bytes that were seen to come. */
  private long written;

  @Override
  public String part(Dialect dialect) {
    return "SHOW BINARY LOGS";
  }

  @Override
  public List<Need> needs(Dialect dialect) {
    return List.of(Need.BINLOGS);
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(1);
  }

  @Override
  public Consumer<ServerFiguresBuilder> collect(Session session) throws SQLException {
    List<Row> rows;
    try {
      rows = session.rows("SHOW BINARY LOGS");
    } catch (SQLException e) {
      if (e.getErrorCode() == NO_BINLOG) {
        return figures -> {};
      }
      throw e;
    }
    Instant now = session.clock().instant();
    Map<String, String> variables =
        session.pairs(
            "SHOW GLOBAL VARIABLES WHERE Variable_name IN ('binlog_expire_logs_seconds',"
                + " 'expire_logs_days', 'binlog_expire_logs_auto_purge', 'max_binlog_total_size',"
                + " 'binlog_space_limit')");
    BinlogFigures binlogs =
        new BinlogFigures(
            now,
            files(rows, now),
            expireSeconds(variables),
            positive(variables.get("max_binlog_total_size"), variables.get("binlog_space_limit")),
            growth(rows, now));
    last = binlogs;
    return figures -> figures.binlogs(binlogs);
  }

  private List<BinlogFile> files(List<Row> rows, Instant now) {
    Map<String, BinlogFile> before = new HashMap<>();
    if (last != null) {
      last.files().forEach(file -> before.put(file.name(), file));
    }
    String wasNewest =
        last == null || last.files().isEmpty() ? null : last.files().getLast().name();
    List<BinlogFile> files = new ArrayList<>();
    boolean watched = false;
    for (int i = 0; i < rows.size(); i++) {
      String name = rows.get(i).textOr("", "log_name");
      watched |= name.equals(wasNewest);
      BinlogFile old = before.get(name);
      Instant closedAt = old == null ? null : old.closedAt();
      if (closedAt == null && watched && i < rows.size() - 1) {
        closedAt = now;
      }
      files.add(new BinlogFile(name, rows.get(i).numberOr(0, "file_size"), closedAt));
    }
    return files;
  }

  private @Nullable Growth growth(List<Row> rows, Instant now) {
    long grown = last == null || last.files().isEmpty() ? -1 : grown(last.files().getLast(), rows);
    if (grown < 0) {
      trail.clear();
    } else {
      written += grown;
    }
    trail.add(now, written);
    return trail.growth();
  }

  /** Bytes in the files that were the newest then or came since; -1 when that cannot be told. */
  private static long grown(BinlogFile newest, List<Row> rows) {
    long grown = -newest.bytes();
    boolean counts = false;
    for (Row row : rows) {
      counts |= newest.name().equals(row.text("log_name"));
      grown += counts ? row.numberOr(0, "file_size") : 0;
    }
    return counts ? grown : -1;
  }

  private static @Nullable Long expireSeconds(Map<String, String> variables) {
    if ("OFF".equals(variables.get("binlog_expire_logs_auto_purge"))) {
      return null;
    }
    Long seconds = positive(variables.get("binlog_expire_logs_seconds"));
    if (seconds != null) {
      return seconds;
    }
    BigDecimal days = Row.parseDecimal(variables.get("expire_logs_days"));
    return days == null || days.signum() <= 0
        ? null
        : Long.valueOf(days.multiply(BigDecimal.valueOf(86_400)).longValue());
  }

  private static @Nullable Long positive(@Nullable String... values) {
    for (String value : values) {
      Long number = Row.parseNumber(value);
      if (number != null && number > 0) {
        return number;
      }
    }
    return null;
  }
}
