package dev.ghostwatch.source.hook;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.ghostwatch.client.hook.HookKind;
import dev.ghostwatch.client.hook.HookVariable;
import dev.ghostwatch.client.value.MigrationState;
import dev.ghostwatch.client.value.TableName;
import dev.ghostwatch.model.hook.HookEvent;
import dev.ghostwatch.testing.Recordings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The scripts in real shells: what gh-ost tells arrives, and gh-ost never notices. */
class HookScriptTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir Path folder;
  private Path hooks;
  private Path spoolFolder;

  @BeforeEach
  void install() throws IOException {
    hooks = folder.resolve("hooks");
    spoolFolder = folder.resolve("it's a \"spool\" $HOME `x`\\");
    new HookInstaller(hooks).install(spoolFolder);
  }

  private List<HookEvent> events() throws IOException {
    HookSpool spool = HookSpool.open(spoolFolder, InstantSource.system());
    HookBatch batch = spool.take();
    assertThat(batch.notices()).isEmpty();
    spool.remove(batch);
    return batch.events();
  }

  @Test
  void everyRecordedHookArrivesWithAllItsVariables() throws IOException {
    List<Path> runs = Recordings.runsWith("hooks.jsonl");
    assumeThat(runs).as("recordings are at hand").isNotEmpty();
    int hooksRun = 0;
    for (Path run : runs) {
      for (String line : Files.readAllLines(run.resolve("hooks.jsonl"))) {
        JsonNode call = JSON.readTree(line);
        HookKind kind = requireNonNull(HookKind.byFileName(call.path("hook").asString()), line);
        Map<String, String> environment = new TreeMap<>();
        call.path("env")
            .properties()
            .forEach(entry -> environment.put(entry.getKey(), entry.getValue().asString()));

        RunHook ran = RunHook.of(hooks, kind, environment);

        assertThat(ran).isEqualTo(new RunHook(0, ""));
        HookEvent event = single(events());
        assertThat(event.kind()).isEqualTo(kind);
        Map<String, String> arrived = new TreeMap<>();
        event.variables().texts().forEach((name, text) -> arrived.put(name.variable(), text));
        assertThat(arrived).as(line).isEqualTo(environment);
        assertThat(event.ghostPid()).isEqualTo(ProcessHandle.current().pid());
        assertUnderstood(event);
        hooksRun++;
      }
    }
    assertThat(hooksRun).isGreaterThan(150);
  }

  private static void assertUnderstood(HookEvent event) {
    var variables = event.variables();
    TableName table = variables.table();
    assertThat(table).isNotNull();
    assertThat(variables.count(HookVariable.COPIED_ROWS)).isNotNegative();
    assertThat(variables.decimal(HookVariable.ELAPSED_SECONDS)).isNotNegative();
    String eta = variables.text(HookVariable.ETA_SECONDS);
    if (eta != null) {
      assertThat(variables.etaSeconds())
          .isEqualTo(eta.equals("-9223372036854775808") ? null : Long.valueOf(eta));
    }
    assertThat(variables.command() != null).isEqualTo(event.kind() == HookKind.INTERACTIVE_COMMAND);
    assertThat(variables.status() != null).isEqualTo(event.kind() == HookKind.STATUS);
    if (variables.command() != null) {
      assertThat(variables.command()).isNotEmpty().doesNotContain("'");
    }
    if (variables.status() != null) {
      assertThat(variables.status().state())
          .isIn(MigrationState.MIGRATING, MigrationState.POSTPONING_CUT_OVER);
    }
    boolean tellsInstant = variables.text(HookVariable.INSTANT_DDL) != null;
    assertThat(variables.flag(HookVariable.INSTANT_DDL)).isEqualTo(tellsInstant ? false : null);
  }

  @Test
  void anyTextArrivesUnchangedFromAnyShell() throws IOException {
    Map<String, String> environment =
        Map.of(
            "GH_OST_DDL", "add column `it's` text default '\"\\n%s$(id)`id`'\n  END 0 \n\n",
            "GH_OST_TABLE_NAME", "表 名;*?[a]",
            "GH_OST_DATABASE_NAME", "\u00e9\ud83d\udc7b",
            "GH_OST_HOOKS_HINT", "",
            "GH_OST_HOOKS_HINT_OWNER", "\n",
            "GH_OST_STATUS", "x".repeat(100_000),
            "GH_OST_ELAPSED_SECONDS", "../../etc/1.5",
            "LC_ALL", "C.UTF-8",
            "IFS", "_H");
    for (List<String> shell : RunHook.shells()) {
      List<String> command = new ArrayList<>(shell);
      command.add(hooks.resolve("gh-ost-on-status").toString());
      assertThat(RunHook.command(environment, command.toArray(String[]::new)))
          .as("%s", shell)
          .isEqualTo(new RunHook(0, ""));
      HookEvent event = single(events());
      event
          .variables()
          .texts()
          .forEach((name, text) ->
              assertThat(text)
                  .as("%s in %s", name, shell)
                  .isEqualTo(environment.get(name.variable())));
      assertThat(event.variables().texts()).hasSize(7);
    }
  }

  @Test
  void aSpoolThatIsMissingOrNoFolderHarmsNobody() throws IOException {
    assertThat(Files.deleteIfExists(spoolFolder)).isTrue();
    assertThat(RunHook.of(hooks, HookKind.STARTUP, Map.of())).isEqualTo(new RunHook(0, ""));
    Files.writeString(spoolFolder, "in the way");
    assertThat(RunHook.of(hooks, HookKind.STARTUP, Map.of())).isEqualTo(new RunHook(0, ""));
    assertThat(spoolFolder).hasContent("in the way");
  }

  @Test
  void aFullOrReadOnlyDiskHarmsNobody() throws IOException {
    for (String options : List.of("size=4k,nr_inodes=4", "ro")) {
      RunHook probe = mounted(options, "true");
      assumeThat(probe.exit()).as("may mount: %s", probe.output()).isZero();
      String hook = "'" + hooks.resolve("gh-ost-on-failure") + "'";
      RunHook ran =
          mounted(
              options,
              "{ head -c 8192 /dev/zero >filler; } 2>/dev/null; " + hook + "; echo $?; ls -A");
      assertThat(ran.output().lines().filter(line -> !line.equals("filler")).toList())
          .as(options)
          .containsExactly("0");
    }
  }

  /** Runs a command in the spool, which is a file system of its own for it alone. */
  private RunHook mounted(String options, String command) {
    String inside =
        "mount -t tmpfs -o "
            + options
            + " none \"$SPOOL\" && cd \"$SPOOL\" && { "
            + command
            + "; }";
    return RunHook.command(
        Map.of("SPOOL", spoolFolder.toString(), "GH_OST_DDL", "x".repeat(5000)),
        "unshare",
        "-m",
        "sh",
        "-c",
        inside);
  }

  @Test
  void hooksStopReportingWhenNobodyReads() throws IOException {
    for (int i = 0; i < HookScript.FREQUENT_LIMIT; i++) {
      Files.createFile(spoolFolder.resolve("waiting" + i));
    }
    RunHook.of(hooks, HookKind.STATUS, Map.of());
    assertThat(waiting()).isEqualTo(HookScript.FREQUENT_LIMIT);
    RunHook.of(hooks, HookKind.SUCCESS, Map.of());
    assertThat(waiting()).as("what comes once still has room").isEqualTo(1001);
    for (int i = 0; i < HookScript.LIMIT; i++) {
      Files.createFile(spoolFolder.resolve("more" + i));
    }
    assertThat(RunHook.of(hooks, HookKind.SUCCESS, Map.of())).isEqualTo(new RunHook(0, ""));
    assertThat(waiting()).isEqualTo(3001);
  }

  private int waiting() throws IOException {
    try (var files = Files.list(spoolFolder)) {
      return (int) files.count();
    }
  }

  /** gh-ost waits for it; how long it takes is in benchmarks/RESULTS.md. */
  @Test
  void aHookStartsOneProgramAndThatOnce() throws IOException {
    Path started = folder.resolve("started");
    Path programs = Files.createDirectory(folder.resolve("programs"));
    RunHook.script(
        programs.resolve("mv"), "#!/bin/sh\necho mv >>'" + started + "'\nexec /bin/mv \"$@\"\n");
    RunHook ran = RunHook.of(hooks, HookKind.STATUS, Map.of("PATH", programs.toString()));
    assertThat(ran).isEqualTo(new RunHook(0, ""));
    assertThat(single(events()).kind()).isEqualTo(HookKind.STATUS);
    assertThat(started).hasContent("mv");
  }

  private static HookEvent single(List<HookEvent> events) {
    assertThat(events).hasSize(1);
    return events.getFirst();
  }
}
