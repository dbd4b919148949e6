package dev.ghostwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.testing.Ran;
import dev.ghostwatch.testing.TestWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ghostwatch hooks}. */
class HooksTest {
  @TempDir Path folder;
  private TestWorld world;

  @BeforeEach
  void build() {
    world = new TestWorld(folder);
  }

  @Test
  void installsAndUninstalls() throws IOException {
    Path hooks = Files.createDirectory(folder.resolve("hooks"));
    Path mine = Files.writeString(hooks.resolve("gh-ost-on-success"), "#!/bin/sh\n");
    Path spool = folder.resolve("spool");
    Ran ran = world.plain("hooks", "install", hooks.toString(), "--spool", spool.toString());
    assertThat(ran.exit()).isZero();
    assertThat(ran.out())
        .isEqualTo(
            hooks
                + ": the scripts of all 14 hooks are in place and report to "
                + spool
                + ".\nHooks that were there and are run by the scripts as before:"
                + " gh-ost-on-success\nNot executable, so gh-ost fails on them as it did before"
                + " (chmod +x, or remove them): gh-ost-on-success\n");
    assertThat(ran.err())
        .isEqualTo(
            "Start gh-ost with --hooks-path="
                + hooks
                + "; a gh-ost that runs with it already uses them from now on.\n");

    Ran undone = world.plain("hooks", "uninstall", hooks.toString());
    assertThat(undone.exit()).isZero();
    assertThat(undone.out())
        .isEqualTo(
            hooks
                + ": 14 scripts taken out.\nHooks that are back in their places:"
                + " gh-ost-on-success\n");
    assertThat(mine).hasContent("#!/bin/sh\n");
  }

  @Test
  void failuresSayWhatToDo() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    Ran ran = world.plain("hooks", "install", file.toString(), "--spool", folder + "/spool");
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.err())
        .isEqualTo(
            "ghostwatch: hooks install: cannot make the folder of hooks "
                + file
                + ": FileAlreadyExistsException ("
                + file
                + "). What was done so far stays; put it right and run the same command again.\n");
  }

  @Test
  void otherWordsAreWrongUsage() {
    for (String[] words :
        new String[][] {
          {"hooks", "install"}, {"hooks", "remove", "x"}, {"hooks", "install", "x", "y"}
        }) {
      Ran ran = world.plain(words);
      assertThat(ran.exit()).isEqualTo(2);
      assertThat(ran.err())
          .contains(
              "Write 'ghostwatch hooks install DIR' or 'ghostwatch hooks uninstall DIR'; nothing"
                  + " was done.");
    }
    assertThat(world.plain("hooks").exit()).isEqualTo(2);
  }
}
