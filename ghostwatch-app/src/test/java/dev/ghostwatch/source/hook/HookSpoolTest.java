package dev.ghostwatch.source.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ghostwatch.client.hook.HookKind;
import dev.ghostwatch.model.hook.HookEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing that lies in the spool can hurt, and nothing taken in is lost. */
@Timeout(60)
class HookSpoolTest {
  private static final Instant NOW = Instant.parse("2026-11-22T13:08:06Z");

  @TempDir Path folder;
  private Path place;
  private HookSpool spool;

  @BeforeEach
  void open() throws IOException {
    place = folder.resolve("spool");
    spool = HookSpool.open(place, InstantSource.fixed(NOW));
  }

  private static String event(HookKind kind) {
    String name = kind.fileName();
    return "ghostwatch-hook 1 1\nHOOK " + name.length() + " " + name + "\nPID 2 42\nEND 0 \n";
  }

  private Path write(String name, String text, Instant time) throws IOException {
    Path file = Files.writeString(place.resolve(name), text);
    return Files.setLastModifiedTime(file, FileTime.from(time));
  }

  @Test
  void eventsComeInTheirOrderAndStayUntilRemoved() throws IOException {
    write("b", event(HookKind.STARTUP), NOW.minusSeconds(2));
    write("a", event(HookKind.VALIDATED), NOW.minusSeconds(1));
    write("c", event(HookKind.SUCCESS), NOW.plusSeconds(3600));
    HookBatch batch = spool.take();
    assertThat(batch.events().stream().map(HookEvent::kind))
        .containsExactly(HookKind.STARTUP, HookKind.VALIDATED, HookKind.SUCCESS);
    assertThat(batch.events().stream().map(HookEvent::at))
        .as("nothing happens in the future")
        .containsExactly(NOW.minusSeconds(2), NOW.minusSeconds(1), NOW);
    assertThat(batch.events().getFirst().ghostPid()).isEqualTo(42);
    assertThat(batch.events().getFirst().ownerUid())
        .isEqualTo(Integer.toUnsignedLong((Integer) Files.getAttribute(folder, "unix:uid")));
    assertThat(batch.isMore()).isFalse();

    HookBatch again = HookSpool.open(place, InstantSource.fixed(NOW)).take();
    assertThat(again.events()).as("after a crash").isEqualTo(batch.events());
    spool.remove(again);
    assertThat(spool.take().events()).isEmpty();
    assertThat(place.resolve(".taken")).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "ghostwatch-hook",
        "ghostwatch-hook 1 2\nEND 0 \n",
        "ghostwatch-hook 1 1\nEND 0 \n",
        "ghostwatch-hook 1 1\nHOOK 5 wrong\nEND 0 \n",
        "ghostwatch-hook 1 1\nHOOK 17 gh-ost-on-startup\n",
        "ghostwatch-hook 1 1\nHOOK 999999999 gh-ost-on-startup\nEND 0 \n",
        "ghostwatch-hook 1 1\nHOOK -1 gh-ost-on-startup\nEND 0 \n",
        "ghostwatch-hook 1 1\nHOOK 99999999999999999999 x\nEND 0 \n",
        "ghostwatch-hook 1 1\nHOOK 17\nEND 0 \n",
        "ghostwatch-hook 1 1\nHOOK 16 gh-ost-on-startup\nEND 0 \n",
        "GH_OST_DDL=add column",
        "\u0000\u0001\u001b[31m"
      })
  void whatIsNoEventIsMovedAside(String text) throws IOException {
    Path file = write("odd", text, NOW);
    write("good", event(HookKind.SUCCESS), NOW);
    HookBatch batch = spool.take();
    assertThat(batch.events()).hasSize(1);
    assertThat(batch.notices()).hasSize(1);
    assertThat(batch.notices().getFirst().text())
        .startsWith(file + " is no hook event: ")
        .endsWith("; moved to " + place.resolve(".rejected").resolve("odd"));
    assertThat(place.resolve(".rejected").resolve("odd")).hasContent(text);
    assertThat(file).doesNotExist();
  }

  @Test
  void linksPipesFoldersAndGiantsAreNeverOpened() throws Exception {
    Path secret = Files.writeString(folder.resolve("secret"), event(HookKind.SUCCESS));
    Files.createSymbolicLink(place.resolve("link"), secret);
    Files.createSymbolicLink(place.resolve("loop"), Path.of("loop"));
    Files.createDirectory(place.resolve("folder"));
    Files.createFile(place.resolve("folder").resolve("inside"));
    Files.write(place.resolve("giant"), new byte[HookSpool.LARGEST + 1]);
    int made = new ProcessBuilder("mkfifo", place.resolve("pipe").toString()).start().waitFor();
    assertThat(made).isZero();

    HookBatch batch = spool.take();

    assertThat(batch.events()).isEmpty();
    assertThat(batch.notices()).hasSize(5).allMatch(HookNotice.Rejected.class::isInstance);
    assertThat(batch.notices().toString())
        .contains("it is no regular file")
        .contains("its 524289 bytes exceed 524288");
    assertThat(secret).exists();
    assertThat(spool.take().notices()).isEmpty();
  }

  @Test
  void tempFilesAreLeftAloneUntilTheyAreOld() throws IOException {
    Path fresh = write(".gh-ost-on-status.1.2.3", "ghostwatch-hook 1", NOW.minusSeconds(60));
    Path old = write(".gh-ost-on-status.1.2.4", "ghostwatch-hook 1", NOW.minusSeconds(7200));
    HookBatch batch = spool.take();
    assertThat(batch.events()).isEmpty();
    assertThat(batch.notices()).isEmpty();
    assertThat(fresh).exists();
    assertThat(old).doesNotExist();
  }

  @Test
  void manyEventsComeInBatchesAndAreSaid() throws IOException {
    for (int i = 0; i < 1200; i++) {
      write("e" + i, event(HookKind.STATUS), NOW.minusSeconds(2000 - i));
    }
    HookBatch first = spool.take();
    assertThat(first.events()).hasSize(HookSpool.BATCH);
    assertThat(first.isMore()).isTrue();
    assertThat(first.notices().stream().map(HookNotice::text))
        .containsExactly(
            place
                + " held 1200 hook events, so hooks have left out some since nobody read them;"
                + " reading them now");
    spool.remove(first);
    HookBatch second = spool.take();
    spool.remove(second);
    assertThat(second.events().getFirst().at()).isEqualTo(NOW.minusSeconds(1500));
    assertThat(spool.take().events()).hasSize(200);
  }

  @Test
  void rubbishIsBounded() throws IOException {
    for (int i = 0; i < 300; i++) {
      write("rubbish" + i, "x", NOW.plusSeconds(i));
    }
    List<HookNotice> notices = spool.take().notices();
    assertThat(notices).hasSize(11);
    assertThat(notices.getLast().text())
        .isEqualTo(
            "290 more entries of "
                + place
                + " are no hook events; moved to "
                + place.resolve(".rejected")
                + ", where the newest are kept. Look who writes there");
    try (var files = Files.list(place.resolve(".rejected"))) {
      assertThat(files).hasSize(100);
    }
  }

  @Test
  void aFolderOfSomebodyElseIsNotTrusted() throws IOException {
    Path taken = place.resolve(".taken");
    Files.setPosixFilePermissions(taken, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThatThrownBy(() -> HookSpool.open(place, InstantSource.fixed(NOW)))
        .hasMessage(
            taken
                + " is not a folder of this user that nobody else may write to; GhostWatch reads no"
                + " hook events while it is there. Look whose it is, remove it, and start again");
    Files.delete(taken);
    Files.createSymbolicLink(taken, folder);
    assertThatThrownBy(() -> HookSpool.open(place, InstantSource.fixed(NOW)))
        .hasMessageStartingWith(taken + " is not a folder of this user");
  }

  @Test
  void everybodyMayReportAndOnlyOwnersMayRemove() throws IOException {
    assertThat(Files.getAttribute(place, "unix:mode")).isEqualTo(040000 | 01777);
    assertThat(HookInstaller.usualSpool(Map.of("HOME", "/nowhere"))).isAbsolute();
  }
}
