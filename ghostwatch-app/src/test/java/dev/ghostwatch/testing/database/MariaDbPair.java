package dev.ghostwatch.testing.database;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The machine's MariaDB as primary and replica in a temporary folder, gone with the tests. */
final class MariaDbPair extends DatabasePair {
  private static @Nullable DatabasePair shared;

  private final Path folder;
  private final Node primary;
  private final Node replica;

  private MariaDbPair(Path folder) throws IOException, SQLException {
    this.folder = folder;
    this.primary = new Node("primary", 1);
    this.replica = new Node("replica", 2);
    Runtime.getRuntime().addShutdownHook(new Thread(this::destroy));
    primary.start();
    replica.start();
    replica
        .server()
        .run(
            "CHANGE MASTER TO master_host='127.0.0.1', master_port="
                + primary.port
                + ", master_user='g', master_password='g', master_use_gtid=slave_pos",
            "START SLAVE");
  }

  static synchronized Optional<DatabasePair> shared() {
    if (shared == null && isInstalled()) {
      shared = create();
    }
    return Optional.ofNullable(shared);
  }

  private static boolean isInstalled() {
    return Stream.of("mariadbd", "mariadb-install-db")
        .allMatch(program ->
            Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(part -> Files.isExecutable(Path.of(part, program))));
  }

  private static DatabasePair create() {
    try {
      return new MariaDbPair(Files.createTempDirectory("gw-db"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException("the test's MariaDB does not replicate", e);
    }
  }

  @Override
  public DatabaseServer primary() {
    return primary.server();
  }

  @Override
  public DatabaseServer replica() {
    return replica.server();
  }

  @Override
  public boolean isMariaDb() {
    return true;
  }

  @Override
  public void restartReplicaServer() throws IOException {
    replica.stop();
    replica.start();
  }

  private void destroy() {
    replica.process.destroyForcibly();
    primary.process.destroyForcibly();
    try (Stream<Path> files = Files.walk(folder)) {
      replica.process.waitFor(10, TimeUnit.SECONDS);
      primary.process.waitFor(10, TimeUnit.SECONDS);
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      System.err.println("left behind: " + folder + ": " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private final class Node {
    private final int port;
    private final Path log;
    private final List<String> command;
    private Process process;

    Node(String name, int serverId) throws IOException {
      Path data = folder.resolve(name);
      port = freePort();
      log = folder.resolve(name + ".log");
      Path users = folder.resolve(name + ".sql");
      Files.writeString(
          users,
          """
          SET sql_log_bin = 0;
          CREATE USER IF NOT EXISTS 'g'@'%' IDENTIFIED BY 'g';
          GRANT ALL ON *.* TO 'g'@'%' WITH GRANT OPTION;
          CREATE USER IF NOT EXISTS 'g'@'localhost' IDENTIFIED BY 'g';
          GRANT ALL ON *.* TO 'g'@'localhost' WITH GRANT OPTION;
          """);
      List<String> install =
          List.of(
              "mariadb-install-db",
              "--no-defaults",
              "--skip-test-db",
              "--auth-root-authentication-method=normal",
              "--datadir=" + data);
      process = launch(asOwner(install), folder.resolve(name + ".install.log"));
      try {
        if (process.waitFor() != 0) {
          throw new IOException(
              "mariadb-install-db failed: "
                  + Files.readString(folder.resolve(name + ".install.log")));
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException(e);
      }
      command =
          asOwner(
              List.of(
                  "mariadbd",
                  "--no-defaults",
                  "--bind-address=127.0.0.1",
                  "--port=" + port,
                  "--datadir=" + data,
                  "--socket=" + folder.resolve(name + ".sock"),
                  "--pid-file=" + folder.resolve(name + ".pid"),
                  "--server-id=" + serverId,
                  "--log-bin=mysql-bin",
                  "--binlog-format=ROW",
                  "--log-slave-updates=1",
                  "--innodb-buffer-pool-size=32M",
                  "--innodb-flush-log-at-trx-commit=2",
                  "--init-file=" + users));
    }

    /** mariadbd does not run as root unless it is told to. */
    private static List<String> asOwner(List<String> command) {
      List<String> all = new ArrayList<>(command);
      if ("root".equals(System.getProperty("user.name"))) {
        all.add("--user=root");
      }
      return List.copyOf(all);
    }

    DatabaseServer server() {
      return new DatabaseServer("127.0.0.1", port);
    }

    void start() throws IOException {
      Files.deleteIfExists(log);
      process = launch(command, log);
      while (!Files.exists(log) || !Files.readString(log).contains("ready for connections")) {
        if (!process.isAlive()) {
          throw new IOException("mariadbd ended: " + Files.readString(log));
        }
        Thread.onSpinWait();
      }
    }

    void stop() throws IOException {
      process.destroy();
      try {
        process.waitFor();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException(e);
      }
    }

    private static Process launch(List<String> command, Path output) throws IOException {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(output.toFile())
          .start();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
