package dev.ghostwatch.source.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.model.server.DiskSpace;
import dev.ghostwatch.model.server.Flavor;
import dev.ghostwatch.model.server.ServerFigures;
import dev.ghostwatch.model.server.ServerIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which servers run on this host, and the space under their data. */
@NullUnmarked // a test fails on null by itself
class LocalDataTest {
  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

  @TempDir Path folder;
  private Path data;
  private LocalData local;

  @BeforeEach
  void host() throws IOException {
    Files.createDirectories(folder.resolve("proc/sys/kernel"));
    Files.writeString(folder.resolve("proc/sys/kernel/hostname"), "db1\n");
    Files.createDirectories(folder.resolve("proc/4711"));
    data = Files.createDirectories(folder.resolve("mysql"));
    Files.writeString(data.resolve("db1.pid"), "4711\n");
    local = new LocalData(folder.resolve("proc"));
  }

  private static ServerFigures server(
      Instant at, String host, String data, String pidFile, String socket) {
    return ServerFigures.of("db", "10.0.0.1:3306", at)
        .identity(
            new ServerIdentity(
                Flavor.MARIADB,
                "10.11",
                host,
                1L,
                null,
                null,
                null,
                null,
                null,
                data,
                null,
                pidFile,
                socket))
        .build();
  }

  private DiskSpace disk(String host, String directory, String pidFile, String socket) {
    return local.with(server(NOW, host, directory, pidFile, socket)).disk();
  }

  @Test
  void theSpaceOfAServerOnThisHostIsKnown() {
    DiskSpace disk = disk("db1", data + "/", "db1.pid", "/nowhere.sock");
    assertThat(disk.path()).isEqualTo(data.toString());
    assertThat(disk.totalBytes()).isGreaterThan(disk.freeBytes()).isPositive();
    assertThat(disk.growth()).isNull();
  }

  @Test
  void aServerElsewhereWithTheSamePathsIsNotTakenForIt() {
    assertThat(disk("db2", data.toString(), "db1.pid", null)).isNull();
    assertThat(disk(null, data.toString(), "db1.pid", null)).isNull();
    assertThat(disk("db1", folder + "/other", "db1.pid", null)).isNull();
    assertThat(disk("db1", data.toString(), "gone.pid", null)).isNull();
    assertThat(disk("db1", data.toString(), null, null)).isNull();
    // A file is no socket.
    assertThat(disk("db1", data.toString(), null, data.resolve("db1.pid").toString())).isNull();
    assertThat(disk("db1", "relative", "db1.pid", null)).isNull();
    assertThat(disk("db1", "a\0b", "db1.pid", null)).isNull();
  }

  @Test
  void aProcessIdThatIsNoneOrOfNobodyProvesNothing() throws IOException {
    Files.writeString(data.resolve("db1.pid"), "4712\n");
    assertThat(disk("db1", data.toString(), "db1.pid", null)).isNull();
    Files.writeString(data.resolve("db1.pid"), "../4711\n");
    assertThat(disk("db1", data.toString(), "db1.pid", null)).isNull();
  }

  @Test
  void whatTheServerShowsItselfStays() {
    DiskSpace own = new DiskSpace("/data", 100, 50);
    ServerFigures figures = server(NOW, "db1", data.toString(), "db1.pid", null).withDisk(own);
    assertThat(local.with(figures)).isSameAs(figures);
  }

  @Test
  void growthIsToldAfterAMinute() {
    for (int i = 0; i <= 50; i += 10) {
      ServerFigures at = server(NOW.plusSeconds(i), "db1", data.toString(), "db1.pid", null);
      assertThat(local.with(at).disk().growth()).isNull();
    }
    ServerFigures later = server(NOW.plusSeconds(60), "db1", data.toString(), "db1.pid", null);
    assertThat(local.with(later).disk().growth().watchedSeconds()).isEqualTo(60);
    // A clock that was set back begins anew.
    ServerFigures back = server(NOW, "db1", data.toString(), "db1.pid", null);
    assertThat(local.with(back).disk().growth()).isNull();
  }
}
