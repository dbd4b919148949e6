package dev.ghostwatch.source.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ghostwatch.client.hook.HookKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hooks that were there before go on as before, and come back. */
class HookInstallerTest {
  @TempDir Path folder;
  private Path hooks;
  private Path spool;
  private HookInstaller installer;

  @BeforeEach
  void prepare() throws IOException {
    hooks = Files.createDirectory(folder.resolve("hooks"));
    spool = folder.resolve("spool");
    installer = new HookInstaller(hooks);
  }

  @Test
  void allHooksAreInstalledAndRemoved() throws IOException {
    HookInstaller.Installed installed = installer.install(spool);
    assertThat(installed.kept()).isEmpty();
    assertThat(names()).hasSize(14).allMatch(name -> HookKind.byFileName(name) != null);
    Map<String, String> first = contents();
    installer.install(spool);
    assertThat(contents()).as("a second time changes nothing").isEqualTo(first);

    HookInstaller.Uninstalled removed = installer.uninstall();
    assertThat(removed.removed()).isEqualTo(14);
    assertThat(names()).isEmpty();
    assertThat(installer.uninstall().removed()).isZero();
  }

  @Test
  void anExistingHookStillDecidesAndSpeaks() throws IOException {
    String text =
        """
        #!/bin/sh
        set -eu
        echo "$GH_OST_TABLE_NAME ${LC_ALL-none} ${hook-none}"
        echo err >&2
        false
        echo never
        """;
    Path hook = RunHook.script(hooks.resolve("gh-ost-on-success"), text);
    RunHook.script(hooks.resolve("gh-ost-on-success--mail"), "#!/bin/sh\nexit 7\n");

    HookInstaller.Installed installed = installer.install(spool);
    installer.install(spool);

    assertThat(installed.kept()).containsExactly("gh-ost-on-success");
    assertThat(installed.notExecutable()).isEmpty();
    assertThat(names()).hasSize(16).contains("ghostwatch-kept.gh-ost-on-success");
    assertThat(names().stream().filter(name -> name.startsWith("gh-ost-on-success")))
        .as("what gh-ost runs for this hook")
        .containsExactly("gh-ost-on-success", "gh-ost-on-success--mail");
    RunHook ran =
        RunHook.of(hooks, HookKind.SUCCESS, Map.of("GH_OST_TABLE_NAME", "t", "LC_ALL", "C.UTF-8"));
    assertThat(ran).isEqualTo(new RunHook(1, "t C.UTF-8 none\nerr\n"));
    assertThat(HookSpool.open(spool, InstantSource.system()).take().events()).hasSize(1);

    assertThat(installer.uninstall().restored()).containsExactly("gh-ost-on-success");
    assertThat(hook).hasContent(text).isExecutable();
    assertThat(names()).containsExactly("gh-ost-on-success", "gh-ost-on-success--mail");
  }

  @Test
  void theExitCodeOfAnExistingHookIsPassedOnEvenWithoutASpool() throws IOException {
    RunHook.script(hooks.resolve("gh-ost-on-validated"), "#!/bin/sh\nexit 42\n");
    installer.install(spool);
    assertThat(Files.deleteIfExists(spool)).isTrue();
    assertThat(RunHook.of(hooks, HookKind.VALIDATED, Map.of()).exit()).isEqualTo(42);
    assertThat(RunHook.of(hooks, HookKind.STARTUP, Map.of()).exit()).isZero();
  }

  @Test
  void aHookThatIsALinkComesBackAsThatLink() throws IOException {
    RunHook.script(hooks.resolve("shared"), "#!/bin/sh\necho \"${0%/*}\"\n");
    Files.createSymbolicLink(hooks.resolve("gh-ost-on-status"), Path.of("shared"));
    installer.install(spool);
    assertThat(hooks.resolve("shared")).content().doesNotContain("ghostwatch");
    assertThat(RunHook.of(hooks, HookKind.STATUS, Map.of()).output())
        .as("it finds its neighbours where they were")
        .isEqualTo(hooks + "\n");
    installer.uninstall();
    assertThat(Files.readSymbolicLink(hooks.resolve("gh-ost-on-status")))
        .isEqualTo(Path.of("shared"));
  }

  @Test
  void aHookPutOverTheScriptTakesTheOldOnesPlace() throws IOException {
    Path hook = RunHook.script(hooks.resolve("gh-ost-on-status"), "#!/bin/sh\necho one\n");
    installer.install(spool);
    RunHook.script(hook, "#!/bin/sh\necho two\n");
    installer.install(spool);
    assertThat(RunHook.of(hooks, HookKind.STATUS, Map.of()).output()).isEqualTo("two\n");
    assertThat(hooks.resolve("ghostwatch-kept.gh-ost-on-status.older"))
        .hasContent("#!/bin/sh\necho one\n");
    RunHook.script(hook, "#!/bin/sh\necho three\n");
    assertThat(installer.uninstall().foreign()).containsExactly("gh-ost-on-status");
    assertThat(hook).hasContent("#!/bin/sh\necho three\n");
  }

  @Test
  void aHookThatCannotRunIsNamed() throws IOException {
    Files.writeString(hooks.resolve("gh-ost-on-failure"), "#!/bin/sh\n");
    assertThat(installer.install(spool).notExecutable()).containsExactly("gh-ost-on-failure");
  }

  @Test
  void aFolderInThePlaceOfAHookStopsItBeforeItBegins() throws IOException {
    Files.createDirectory(hooks.resolve("gh-ost-on-status"));
    assertThatThrownBy(() -> installer.install(spool))
        .hasMessage(
            hooks.resolve("gh-ost-on-status")
                + " is a folder, which gh-ost cannot run; nothing was installed. Move it away and"
                + " try again");
    assertThat(names()).containsExactly("gh-ost-on-status");
  }

  @Test
  void aSpoolThatIsAFileIsRefused() throws IOException {
    Files.writeString(spool, "");
    assertThatThrownBy(() -> installer.install(spool))
        .hasMessage(spool + " is in the way: the spool of the hooks has to be a folder");
    assertThat(names()).isEmpty();
  }

  @Test
  void nothingThereIsNothingToUninstall() {
    Path missing = folder.resolve("missing");
    assertThatThrownBy(() -> new HookInstaller(missing).uninstall())
        .hasMessage("there is no folder " + missing + ": nothing to uninstall");
  }

  private List<String> names() throws IOException {
    try (var files = Files.list(hooks)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private Map<String, String> contents() throws IOException {
    Map<String, String> contents = new TreeMap<>();
    for (String name : names()) {
      contents.put(name, Files.readString(hooks.resolve(name)));
    }
    return contents;
  }
}
