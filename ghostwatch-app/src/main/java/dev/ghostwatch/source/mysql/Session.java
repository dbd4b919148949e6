package dev.ghostwatch.source.mysql;

import dev.ghostwatch.model.server.Watch;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.mariadb.jdbc.Driver;

/** An open connection to a server: read-only, with time limits, one question at a time. */
final class Session implements AutoCloseable {
  /** More rows than any question here brings. */
  private static final int MOST_ROWS = 20_000;

  private final Connection connection;
  private final boolean encrypted;
  private final Dialect dialect;
  private Views views;
  private final InstantSource clock;
  private Watch watch = Watch.NOTHING;

  private Session(
      Connection connection, boolean encrypted, ServerSource source, InstantSource clock)
      throws SQLException {
    this.connection = connection;
    this.encrypted = encrypted;
    this.clock = clock;
    Row version = one("SELECT @@version AS version, @@version_comment AS comment");
    this.dialect = Dialect.of(version.textOr("", "version"), version.textOr("", "comment"));
    try (Statement statement = connection.createStatement()) {
      for (String setUp : dialect.sessionSetUp(source.limits().statement())) {
        statement.execute(setUp);
      }
    }
    this.views = Views.of(this);
  }

  /** Connects; the caller closes it. */
  static Session open(ServerSource source, InstantSource clock) throws SQLException {
    boolean encrypted = source.tls() != TlsMode.DISABLED;
    Connection connection;
    try {
      connection = connect(source, encrypted);
    } catch (SQLException e) {
      if (source.tls() != TlsMode.PREFERRED || !Failure.isWithoutTls(e) || !plainAllowed(source)) {
        throw e;
      }
      encrypted = false;
      connection = connect(source, false);
    }
    try {
      return new Session(connection, encrypted, source, clock);
    } catch (SQLException e) {
      connection.abort(Runnable::run);
      throw e;
    }
  }

  private static Connection connect(ServerSource source, boolean encrypted) throws SQLException {
    // The driver's own builder of configurations makes some that it cannot connect with.
    Properties options = new Properties();
    options.setProperty("user", source.user());
    options.setProperty("password", source.password().get());
    options.setProperty("connectTimeout", millis(source.limits().connect()));
    options.setProperty("socketTimeout", millis(source.limits().silence()));
    options.setProperty("allowLocalInfile", "false");
    options.setProperty("permitRedirect", "false");
    options.setProperty("connectionAttributes", "program_name:ghostwatch");
    Path tlsCa = source.tlsCa();
    if (!encrypted) {
      options.setProperty("sslMode", "disable");
      options.setProperty("allowPublicKeyRetrieval", "true");
    } else if (tlsCa == null) {
      options.setProperty("sslMode", "trust");
    } else {
      options.setProperty("sslMode", "verify-full");
      options.setProperty("serverSslCert", tlsCa.toString());
    }
    return new Driver().connect("jdbc:mariadb://" + source.address() + "/", options);
  }

  private static String millis(Duration duration) {
    return Long.toString(duration.toMillis());
  }

  private static boolean plainAllowed(ServerSource source) {
    if (source.allowPlainText()) {
      return true;
    }
    try {
      for (InetAddress address : InetAddress.getAllByName(source.host())) {
        if (!address.isLoopbackAddress()) {
          return false;
        }
      }
      return true;
    } catch (UnknownHostException e) {
      return false;
    }
  }

  Dialect dialect() {
    return dialect;
  }

  Views views() {
    return views;
  }

  /** Looks again at what the server has switched on. */
  void refreshViews() throws SQLException {
    views = Views.of(this);
  }

  InstantSource clock() {
    return clock;
  }

  boolean isEncrypted() {
    return encrypted;
  }

  Watch watch() {
    return watch;
  }

  void watch(Watch other) {
    watch = other;
  }

  /** The rows of an answer; {@code ?} in the SQL stand for the parameters. */
  List<Row> rows(String sql, String... parameters) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("/* ghostwatch */ " + sql)) {
      statement.setMaxRows(MOST_ROWS);
      for (int i = 0; i < parameters.length; i++) {
        statement.setString(i + 1, parameters[i]);
      }
      try (ResultSet result = statement.executeQuery()) {
        return read(result);
      }
    }
  }

  /** The only row of an answer. */
  Row one(String sql, String... parameters) throws SQLException {
    List<Row> rows = rows(sql, parameters);
    return rows.isEmpty() ? new Row(Map.of()) : rows.getFirst();
  }

  /** Names and values of SHOW … STATUS and SHOW … VARIABLES; names in lower case. */
  Map<String, String> pairs(String sql) throws SQLException {
    Map<String, String> pairs = new HashMap<>();
    for (Row row : rows(sql)) {
      String name = row.text("variable_name");
      String value = row.text("value");
      if (name != null && value != null) {
        pairs.put(name.toLowerCase(Locale.ROOT), value);
      }
    }
    return pairs;
  }

  private static List<Row> read(ResultSet result) throws SQLException {
    ResultSetMetaData columns = result.getMetaData();
    List<Row> rows = new ArrayList<>();
    while (result.next()) {
      Map<String, @Nullable String> row = HashMap.newHashMap(columns.getColumnCount());
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        row.put(columns.getColumnLabel(i).toLowerCase(Locale.ROOT), result.getString(i));
      }
      rows.add(new Row(row));
    }
    return rows;
  }

  /** Ends the connection without a word to the server, which may no longer listen. */
  @Override
  public void close() {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException e) {
      throw new IllegalStateException("BUG: the driver refuses to give a connection up", e);
    }
  }
}
