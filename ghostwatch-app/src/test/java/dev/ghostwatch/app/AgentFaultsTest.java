package dev.ghostwatch.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.ghostwatch.cli.AgentRequest;
import dev.ghostwatch.config.LoadedConfig;
import dev.ghostwatch.history.HistoryReader;
import dev.ghostwatch.history.RunFilter;
import dev.ghostwatch.history.StoreException;
import dev.ghostwatch.model.ListenAddress;
import dev.ghostwatch.model.history.Column;
import dev.ghostwatch.model.history.EventRow;
import dev.ghostwatch.model.history.SampleRow;
import dev.ghostwatch.monitor.PollPolicy;
import dev.ghostwatch.simulator.FlagFiles;
import dev.ghostwatch.simulator.GhostDialect;
import dev.ghostwatch.simulator.SimulatedMigration;
import dev.ghostwatch.simulator.Stories;
import dev.ghostwatch.source.discovery.DiscoveryOptions;
import dev.ghostwatch.testing.TestWorld;
import dev.ghostwatch.testing.Web;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What befalls the store, through the whole agent: it goes on, says so, and loses nothing. */
@NullUnmarked // a test fails on null by itself
@Timeout(120)
class AgentFaultsTest {
  @TempDir Path folder;
  private TestWorld world;
  private Path store;
  private Path log;
  private SimulatedMigration orders;
  private final ListAppender<ILoggingEvent> said = new ListAppender<>();
  private final List<Agent> agents = new ArrayList<>();

  @BeforeEach
  void build() {
    world = new TestWorld(folder);
    store = folder.resolve("store/history.db");
    log = folder.resolve("orders.log");
    orders =
        world.simulate(
            "shop",
            "orders",
            GhostDialect.V1_1_10,
            Stories.byName("healthy").rows(90_000_000),
            FlagFiles.inMemory(),
            log);
    world.process(4711, orders, log);
    world.clock.advance(Duration.ofSeconds(30));
    said.start();
    logger().addAppender(said);
  }

  private static Logger logger() {
    return (Logger) LoggerFactory.getLogger("dev.ghostwatch.history");
  }

  @AfterEach
  void end() throws Exception {
    logger().detachAppender(said);
    for (Agent agent : agents) {
      agent.close();
    }
    world.close();
  }

  private AgentRequest request(Path history, String more) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("ghostwatch.yaml"),
            """
            host: {enabled: false}
            discovery: {proc-root: %s}
            hooks: {spool: %s}
            %s
            """
                .formatted(world.processes(), folder.resolve("no-spool"), more));
    LoadedConfig config = LoadedConfig.load(file, Map.of("HOME", folder.toString()));
    assertThat(config.problems()).isEmpty();
    return new AgentRequest(
        config,
        () -> config,
        null,
        new ListenAddress("127.0.0.1", 0),
        _ -> DiscoveryOptions.only(List.of(), List.of(), List.of(world.glob())),
        _ -> PollPolicy.STANDARD.withSupInterval(Duration.ofMillis(200)),
        history,
        null,
        false);
  }

  /** Starts an agent; gives its address. */
  private String start(Path history, String more) throws Exception {
    Agent agent = new Agent(request(history, more), "test", null, InstantSource.system());
    agents.add(agent);
    return "http://" + agent.start();
  }

  /** Lets the run go on, a second at each look, until it is so. */
  private void until(Callable<Boolean> condition) throws Exception {
    for (int i = 0; i < 600 && !condition.call(); i++) {
      world.clock.advance(Duration.ofSeconds(1));
      TimeUnit.MILLISECONDS.sleep(50);
    }
    assertThat(condition.call()).as(said()).isTrue();
  }

  private String said() {
    return String.join(
        "\n", List.copyOf(said.list).stream().map(ILoggingEvent::getFormattedMessage).toList());
  }

  private static List<SampleRow> samples(Path history) throws StoreException {
    HistoryReader reader = HistoryReader.open(history);
    List<SampleRow> samples = new ArrayList<>();
    for (var run : reader.runs(RunFilter.latest(10))) {
      reader.samples(run.row().id(), null, null, Column.ALL, samples::add);
    }
    return samples;
  }

  private boolean hasMoreThan(int count) throws StoreException {
    return Files.exists(store) && samples(store).size() > count;
  }

  private static void assertOnceAndInOrder(List<SampleRow> samples) {
    for (int i = 1; i < samples.size(); i++) {
      assertThat(samples.get(i).millis()).isGreaterThan(samples.get(i - 1).millis());
      assertThat(samples.get(i).get(Column.ROWS_COPIED))
          .as("sample %d of %s", i, samples.get(i).at())
          .isGreaterThanOrEqualTo(samples.get(i - 1).get(Column.ROWS_COPIED));
    }
  }

  @Test
  void aDamagedStoreIsKeptAsideAndANewOneBegun() throws Exception {
    Files.createDirectories(store.getParent());
    Files.writeString(store, "this is no history ".repeat(1_000));
    String address = start(store, "");
    until(() -> hasMoreThan(3));
    assertThat(said())
        .contains("the history at " + store + " is damaged: ", "file is not a database")
        .contains("It is kept as " + store + ".corrupt-", "a new one was started");
    assertThat(Web.get(address + "/metrics"))
        .contains("ghostwatch_store_dropped_entries_total 0.0");
    try (Stream<Path> files = Files.list(store.getParent())) {
      assertThat(files.filter(file -> file.toString().contains(".corrupt-")))
          .singleElement()
          .satisfies(file -> assertThat(Files.readString(file)).startsWith("this is no history"));
    }
  }

  @Test
  void aSecondAgentOnTheStoreIsRefusedAndTheFirstIsNamed() throws Exception {
    start(store, "");
    until(() -> hasMoreThan(0));
    AgentRequest second = request(store, "");
    assertThatThrownBy(() -> new Agent(second, "test", null, InstantSource.system()))
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> {
              assertThat(e.phrase().key()).isEqualTo("history.inUse");
              assertThat(e.phrase().arguments())
                  .contains(store.toString())
                  .anyMatch(it -> it.contains(String.valueOf(ProcessHandle.current().pid())));
            });
    int before = samples(store).size();
    until(() -> hasMoreThan(before));
  }

  @Test
  void whileAnotherLocksTheStoreNothingIsLost() throws Exception {
    String address = startAndCatchUp();
    double written = figure(address, "ghostwatch_store_written_entries_total ");
    double waited;
    long from = System.currentTimeMillis();
    try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + store);
        Statement statement = other.createStatement()) {
      statement.execute("begin immediate");
      until(() -> waiting(address) > 5);
      waited = waiting(address);
      statement.execute("rollback");
    }
    long to = System.currentTimeMillis();
    until(() -> waiting(address) == 0 && samplesAfter(to) > 0);
    assertThat(figure(address, "ghostwatch_store_dropped_entries_total ")).isZero();
    assertThat(figure(address, "ghostwatch_store_written_entries_total "))
        .isGreaterThanOrEqualTo(written + waited);
    assertThat(samples(store))
        .as("what was seen while it was locked")
        .anyMatch(sample -> sample.millis() >= from && sample.millis() <= to);
    assertOnceAndInOrder(samples(store));
    assertThat(said()).contains("cannot be written: ", "database is locked", "is written again");
  }

  /** Starts an agent and waits until what stood in the log is behind it. */
  private String startAndCatchUp() throws Exception {
    long begin = System.currentTimeMillis();
    String address = start(store, "");
    until(() -> Files.exists(store) && samplesAfter(begin) > 0);
    return address;
  }

  private long samplesAfter(long millis) throws StoreException {
    return samples(store).stream().filter(sample -> sample.millis() > millis).count();
  }

  private static double figure(String address, String name) throws Exception {
    return Web.get(address + "/metrics")
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
        .findFirst()
        .orElse(Double.NaN);
  }

  @Test
  void aFullDiskIsWaitedOutAndCaughtUp() throws Exception {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    assumeThat(run("mount", "-t", "tmpfs", "-o", "size=2m", "none", disk.toString()))
        .as("may mount a small disk")
        .isZero();
    try {
      store = disk.resolve("history.db");
      String address = startAndCatchUp();
      double written = figure(address, "ghostwatch_store_written_entries_total ");
      Path filler = disk.resolve("filler");
      long full = System.currentTimeMillis();
      fill(filler);
      until(() -> said().contains("cannot be written: ") && waiting(address) > 5);
      double waited = waiting(address);
      Files.delete(filler);
      until(() -> waiting(address) == 0 && said().contains("is written again"));
      assertThat(figure(address, "ghostwatch_store_dropped_entries_total ")).isZero();
      assertThat(figure(address, "ghostwatch_store_written_entries_total "))
          .isGreaterThanOrEqualTo(written + waited);
      assertThat(said()).contains("Make room");
      assertThat(samplesAfter(full)).isPositive();
      assertOnceAndInOrder(samples(store));
    } finally {
      for (Agent agent : agents) {
        agent.close();
      }
      agents.clear();
      assertThat(run("umount", "-l", disk.toString())).isZero();
    }
  }

  private static double waiting(String address) throws Exception {
    return figure(address, "ghostwatch_store_spool_entries ");
  }

  private static void fill(Path file) throws IOException {
    try (var out = Files.newOutputStream(file)) {
      byte[] block = new byte[4_096];
      for (int i = 0; i < 10_000; i++) {
        out.write(block);
      }
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("No space left");
    }
  }

  private static int run(String... command) throws Exception {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  private static List<String> events(Path history) throws StoreException {
    HistoryReader reader = HistoryReader.open(history);
    return reader.events(reader.runs(RunFilter.latest(1)).getFirst().row().id()).stream()
        .map(EventRow::type)
        .toList();
  }

  /** What a kill leaves is what stands in the files at some moment. */
  @Test
  void anAgentThatWasKilledGoesOnWhereItWasAndTellsNothingTwice() throws Exception {
    start(store, "");
    until(() -> hasMoreThan(3));
    orders.command("throttle");
    until(() -> events(store).contains("throttle"));
    orders.command("no-throttle");
    until(() -> events(store).contains("resume") && hasMoreThan(10));
    Path left = Files.createDirectory(folder.resolve("left")).resolve("history.db");
    Files.copy(store, left);
    Files.copy(store.resolveSibling("history.db-wal"), left.resolveSibling("history.db-wal"));
    agents.removeFirst().close();
    int before = samples(left).size();
    assertThat(before).isGreaterThan(10);
    for (int i = 0; i < 20; i++) {
      world.clock.advance(Duration.ofSeconds(1));
    }
    store = left;
    start(left, "");
    until(() -> hasMoreThan(before + 10));
    HistoryReader reader = HistoryReader.open(left);
    assertThat(reader.runs(RunFilter.latest(10))).as("one run, not two").hasSize(1);
    assertOnceAndInOrder(samples(left));
    List<EventRow> events = reader.events(reader.runs(RunFilter.latest(1)).getFirst().row().id());
    assertThat(events).extracting(EventRow::type).contains("throttle", "resume");
    assertThat(events)
        .extracting(event -> event.at() + " " + event.type() + " " + event.text())
        .doesNotHaveDuplicates();
  }

  @Test
  void theCsvFilesHaveTheClassicNameAndColumns() throws Exception {
    Path csv = folder.resolve("csv");
    start(store, "history: {csv: {directory: " + csv + ", interval: 1s}}");
    Path files = csv.resolve("shop.orders");
    until(() -> Files.isDirectory(files) && lines(files).size() > 2);
    try (Stream<Path> all = Files.list(files)) {
      assertThat(all)
          .singleElement()
          .satisfies(
              file -> assertThat(file.getFileName().toString()).matches("metrics-\\d{8}\\.csv"));
    }
    assertThat(lines(files).getFirst())
        .isEqualTo(
            "timestamp,datetime,migrated_rows,progress_pct,eta_seconds,lag_ms,chunk_size,load_avg");
    // The host is not looked at here: its column is empty.
    assertThat(lines(files).subList(1, 3))
        .allSatisfy(line ->
            assertThat(line)
                .matches(
                    "\\d{10},\\d{4}-\\d\\d-\\d\\d"
                        + " \\d\\d:\\d\\d:\\d\\d,\\d+,[\\d.]+,\\d+,\\d+,1000,"));
  }

  private static List<String> lines(Path files) throws IOException {
    try (Stream<Path> all = Files.list(files)) {
      Path file = all.findFirst().orElse(null);
      return file == null ? List.of() : Files.readAllLines(file);
    }
  }
}
