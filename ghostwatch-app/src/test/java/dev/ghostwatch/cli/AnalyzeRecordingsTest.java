package dev.ghostwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.testing.Ran;
import dev.ghostwatch.testing.Recordings;
import dev.ghostwatch.testing.TestWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every recorded run is judged as it really ended. */
class AnalyzeRecordingsTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final Map<String, String> CATEGORIES =
      Map.ofEntries(
          Map.entry("error_access_denied", "permission"),
          Map.entry("error_access_denied_no_super", "permission"),
          Map.entry("error_alter_duplicate_column", "schema"),
          Map.entry("error_alter_unknown_column", "schema"),
          Map.entry("error_bad_alter_syntax", "schema"),
          Map.entry("error_connection_refused", "connection"),
          Map.entry("error_database_missing", "schema"),
          Map.entry("error_foreign_key_child", "schema"),
          Map.entry("error_foreign_key_parent", "schema"),
          Map.entry("error_ghost_table_dropped_midway", "schema"),
          Map.entry("error_ghost_table_exists", "schema"),
          Map.entry("error_hook_fails", "other"),
          Map.entry("error_mariadb_10_11_unsupported", "other"),
          Map.entry("error_no_alter_given", "usage"),
          Map.entry("error_no_shared_unique_key", "schema"),
          Map.entry("error_no_shared_unique_key_after_alter", "schema"),
          Map.entry("error_no_unique_key", "schema"),
          Map.entry("error_old_table_exists", "schema"),
          Map.entry("error_on_master_without_allow", "usage"),
          Map.entry("error_rename_column_unapproved", "usage"),
          Map.entry("error_rename_table", "schema"),
          Map.entry("error_socket_file_exists", "socket"),
          Map.entry("error_table_full", "space"),
          Map.entry("error_table_missing", "schema"),
          Map.entry("error_triggers_exist", "schema"),
          Map.entry("error_unknown_flag", "usage"),
          Map.entry("error_wrong_password", "permission"));

  @TempDir Path folder;

  @Test
  void outcomesAgreeWithExitCodes() throws IOException {
    Map<String, Integer> counts = new TreeMap<>();
    List<String> wrong = new ArrayList<>();
    for (Path run : Recordings.runsWith("log.txt")) {
      JsonNode meta = JSON.readTree(Files.readAllBytes(run.resolve("meta.json")));
      JsonNode found = analysis(run);
      String expected = expected(run, meta.path("exit_code").asInt());
      String outcome = found.path("outcome").asString();
      counts.merge(outcome, 1, Integer::sum);
      if (!outcome.equals(expected)) {
        wrong.add(run + ": " + outcome + " instead of " + expected);
      }
      boolean noop = found.path("noop").asBoolean(false);
      if (noop != run.endsWith("error_noop_without_execute")) {
        wrong.add(run + ": noop is " + noop);
      }
      if (found.path("unparsedLines").asInt() > 0) {
        wrong.add(run + ": " + found.path("unparsedLines") + " unparsed lines");
      }
    }
    System.out.println("outcomes of the recordings: " + counts);
    assertThat(wrong).isEmpty();
  }

  @Test
  void errorsAreOfTheRightCategory() {
    List<String> wrong = new ArrayList<>();
    int checked = 0;
    for (Path run : Recordings.runsWith("log.txt")) {
      String category = CATEGORIES.get(String.valueOf(run.getFileName()));
      if (category == null) {
        continue;
      }
      checked++;
      JsonNode errors = analysis(run).path("errors");
      JsonNode last = errors.isEmpty() ? errors : errors.get(errors.size() - 1);
      if (!last.path("category").asString("none").equals(category)) {
        wrong.add(run + ": " + last.path("category") + " for " + last.path("message"));
      }
    }
    System.out.println("error recordings classified: " + checked);
    assertThat(wrong).isEmpty();
  }

  @Test
  void everyRecordedErrorIsInTheCatalogue() {
    List<String> unknown = new ArrayList<>();
    for (Path run : Recordings.runsWith("log.txt")) {
      for (JsonNode error : analysis(run).path("errors")) {
        if (error.path("cause").asString().equals("Not in the catalogue.")) {
          unknown.add(run + ": " + error.path("message").asString());
        }
      }
    }
    assertThat(unknown).isEmpty();
  }

  @Test
  void levelsAddUpToLines() {
    for (Path run : Recordings.runsWith("log.txt")) {
      JsonNode found = analysis(run);
      long sum = 0;
      for (JsonNode count : found.path("levels")) {
        sum += count.asLong();
      }
      assertThat(sum).as("%s", run).isEqualTo(found.path("lines").asLong());
    }
  }

  @SuppressWarnings("try") // close() may be interrupted: then the test has failed anyway
  private JsonNode analysis(Path run) {
    try (TestWorld world = new TestWorld(folder)) {
      Ran ran = world.plain("analyze", "--json", run.resolve("log.txt").toString());
      assertThat(ran.exit()).as("%s: %s", run, ran.err()).isZero();
      return ran.json();
    } catch (Exception e) {
      throw new AssertionError(run.toString(), e);
    }
  }

  /** Panic command, panic flag and critical load abort; signals leave a log that just stops. */
  private static String expected(Path run, int exit) {
    String name = String.valueOf(run.getFileName());
    if (exit == 0) {
      return "succeeded";
    }
    if (exit < 0) {
      return "running";
    }
    boolean v1021Commands = name.equals("commands");
    return name.startsWith("panic_") || name.startsWith("critical_load_abort") || v1021Commands
        ? "aborted"
        : "failed";
  }
}
