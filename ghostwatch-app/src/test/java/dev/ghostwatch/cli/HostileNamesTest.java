package dev.ghostwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.simulator.FlagFiles;
import dev.ghostwatch.simulator.GhostDialect;
import dev.ghostwatch.simulator.SimulatedMigration;
import dev.ghostwatch.simulator.Story;
import dev.ghostwatch.terminal.Screen;
import dev.ghostwatch.testing.Ran;
import dev.ghostwatch.testing.TestWorld;
import dev.ghostwatch.testing.Wire;
import dev.ghostwatch.text.Language;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.JsonNode;

/** Identifiers may hold anything; the screen shows them safely and documents exactly. */
class HostileNamesTest {
  static final List<String> NAMES =
      List.of(
          "or ders",
          "or.ders",
          "or'ders",
          "or\"ders",
          "订单",
          "\uD83D\uDC7B",
          "or;ders: 1, 2",
          "{0}%s%n",
          "\u001b[2J\u001b[31m",
          "\u009b31m",
          "\u202eredro",
          "-rf",
          "$(reboot)",
          "@file");

  @TempDir Path folder;
  private TestWorld world;
  private Path socket;

  @BeforeEach
  void build() {
    world = new TestWorld(folder);
    socket = folder.resolve("g.sock");
  }

  @AfterEach
  void close() throws Exception {
    world.close();
  }

  private SimulatedMigration migration(String database, String table) {
    SimulatedMigration migration =
        world.simulateAt(
            socket,
            database,
            table,
            GhostDialect.V1_1_10,
            Story.healthy(),
            FlagFiles.inMemory(),
            null);
    world.clock.advance(Duration.ofMinutes(1));
    return migration;
  }

  private Ran run(String... arguments) {
    return List.of("help", "replay", "completion", "demo").contains(arguments[0])
        ? world.plain(arguments)
        : world.run(
            arguments[0], List.of(arguments).subList(1, arguments.length).toArray(String[]::new));
  }

  @ParameterizedTest
  @FieldSource("NAMES")
  void everyCommandPrintsThemSafely(String name) {
    migration("db " + name, name);
    for (String[] command :
        new String[][] {
          {"ps"},
          {"ps", "-o", "csv"},
          {"status"},
          {"status", "--short"},
          {"settings"},
          {"doctor"},
          {"ask", "status"},
          {"ask", "panic"},
          {"set", "chunk-size=600"},
          {"set", "chunk-size=" + name},
          {"set", name + "=5"},
          {"throttle"},
          {"resume"},
          {"cut-over", "--yes"},
          {"panic"},
          {"status", "--migration", name + "x"},
          {"ask", name + "=?"},
          {"throttle-query", "set", "select '" + name + "'"},
          {"status"},
          {"status", "-o", name},
          {"status", "--tcp", name},
          {"status", "--lang", name},
          {"watch", "--every", name},
          {"watch", "--log", "/no/such/" + name},
          {"record", "-w", "/no/such/" + name},
          {"replay", "/no/such/" + name},
          {"completion", name},
          {"help", name},
          {"status", "--socket", "/no/such/" + name},
          {"demo", "--speed", name},
          {"throttle-query", "preset", name},
        }) {
      Ran ran = run(command);
      assertThat(ran.all())
          .as("%s", (Object) command)
          .doesNotContain("\u001b")
          .doesNotContain("\u009b")
          .doesNotContain("\u202e")
          .doesNotContain("\tat ");
      assertThat(ran.exit()).as("%s", (Object) command).isBetween(0, 5);
      assertThat(ran.err()).as("%s", (Object) command).doesNotContain("unexpected failure");
    }
  }

  @ParameterizedTest
  @FieldSource("NAMES")
  void documentsHoldThemExactly(String name) {
    migration("db " + name, name);
    JsonNode json = run("status", "--json").json();
    assertThat(json.path("database").asString()).isEqualTo("db " + name);
    assertThat(json.path("table").asString()).isEqualTo(name);
    assertThat(json.path("id").asString())
        .matches("[A-Za-z0-9_$%-]+\\.[A-Za-z0-9_$%-]+@\\d{8}T\\d{6}Z");
    assertThat(run("status", "--short", json.path("id").asString()).exit()).isZero();
    assertThat(run("status", "--short", "--migration", name).exit()).isZero();
  }

  @ParameterizedTest
  @FieldSource("NAMES")
  void commandsReachTheRightTable(String name) {
    SimulatedMigration migration = migration("shop", name);
    Ran ran = run("throttle");
    assertThat(ran.exit()).as(ran.toString()).isIn(0, 5);
    if (ran.exit() == 0) {
      assertThat(migration.costs().settingsChanged()).isEqualTo(1);
      assertThat(ran.out()).contains("commanded by a user");
    } else {
      Wire.assertNothingChanged(migration);
    }
  }

  @Test
  void withoutUnicodeEnglishIsPlainAscii() {
    migration("shop", "orders");
    world.on(Screen.of(null, java.util.Map.of("LANG", "C")));
    for (String[] command :
        new String[][] {
          {"ps"},
          {"status"},
          {"settings"},
          {"doctor"},
          {"help"},
          {"ask", "chunk-size=5"},
          {"set", "max-load=x"},
          {"set", "chunk-size"},
          {"throttle"},
          {"panic"},
          {"status", "--socket", "/no/such"},
          {"throttle-query"},
          {"status", "none"},
        }) {
      assertThat(run(command).all()).as("%s", (Object) command).isASCII();
    }
    assertThat(run("status").out()).contains("[#....");
  }

  @Test
  void coloursAreOnlyForTerminalsThatWantThem() {
    migration("shop", "orders");
    assertThat(run("status").out()).doesNotContain("\u001b");
    world.on(Screen.of("24 80", java.util.Map.of("LANG", "en_US.UTF-8")));
    assertThat(run("status").out()).contains("\u001b[32m");
    assertThat(run("status", "--json").out()).doesNotContain("\u001b");
    world.on(Screen.of("24 80", java.util.Map.of("NO_COLOR", "1")));
    for (String command : List.of("status", "ps", "settings", "doctor", "help")) {
      assertThat(run(command).out()).as(command).doesNotContain("\u001b");
    }
  }

  @Test
  void aNarrowTerminalStillShowsABar() {
    migration("shop", "orders");
    world.on(new Screen(true, 20, false, true));
    assertThat(run("status").lines().get(1)).startsWith("[░").endsWith("] 3.6%");
    assertThat(run("help").out()).contains("status");
  }

  @Test
  void chineseSpeaksToPeopleAndLeavesDocumentsAlone() {
    migration("shop", "orders");
    assertThat(run("status", "--lang", "zh").out()).containsPattern("[\u4e00-\u9fff]");
    assertThat(run("status", "--lang=zh", "none").err()).containsPattern("[\u4e00-\u9fff]");
    String english = run("status", "--json").out();
    assertThat(run("status", "--json", "--lang", "zh").out()).isEqualTo(english);
    assertThat(world.speaking(Language.ZH).run("status", "--json").out()).isEqualTo(english);
    assertThat(run("settings", "--json", "--lang", "zh").out())
        .isEqualTo(run("settings", "--json", "--lang", "en").out());
    assertThat(run("status", "--lang", "en").out()).contains("migrating");
  }
}
