package dev.ghostwatch.source.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.ghostwatch.model.host.DiskRates;
import dev.ghostwatch.model.host.HostFigures;
import dev.ghostwatch.model.host.ProcessFigures;
import dev.ghostwatch.model.host.VolumeFigures;
import dev.ghostwatch.testing.FakeProc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Figures of a host and of processes, from made-up and from this host's files. */
class HostReaderTest {
  private static final Instant NOW = Instant.parse("2026-11-22T13:08:06Z");
  private static final InstantSource CLOCK = InstantSource.fixed(NOW);

  @TempDir Path folder;
  private FakeProc proc;
  private Path sys;

  @BeforeEach
  void build() throws IOException {
    proc = new FakeProc(folder.resolve("proc"));
    sys = folder.resolve("sys");
    Files.createDirectories(sys.resolve("block/vda/device"));
    Files.createDirectories(sys.resolve("block/loop0"));
    proc.text("uptime", "100.00 150.00\n")
        .text("loadavg", "3.50 2.25 1.00 2/341 16467\n")
        .text("stat", "cpu  1000 0 500 8000 500 0 0 0 0 0\ncpu0 1 2\ncpu1 1 2\nbtime 1763800000\n")
        .text(
            "meminfo",
            """
            MemTotal:        8000 kB
            MemFree: 100 kB
            MemAvailable:    2000 kB
            SwapTotal: 50 kB
            SwapFree: 20 kB
            """)
        .text(
            "diskstats",
            """
               7 0 loop0 5 0 5 5 0 0 0 0 0 5 5 0 0 0 0 0 0
             253 0 vda 100 0 2000 9 50 0 1000 9 0 4000 9 0 0 0 0 0 0
             253 1 vda1 100 0 2000 9 50 0 1000 9 0 4000 9 0 0 0 0 0 0
            """);
  }

  @Test
  void ratesComeWithTheSecondLook() {
    HostReader reader = new HostReader(proc.root, sys, CLOCK);
    HostFigures first = reader.read(List.of());
    assertThat(first)
        .isEqualTo(
            new HostFigures(
                NOW,
                2,
                3.5,
                2.25,
                1.0,
                null,
                null,
                8_192_000L,
                2_048_000L,
                30_720L,
                null,
                List.of()));
    assertThat(first.loadPerCore()).isEqualTo(1.75);
    assertThat(first.memoryRatio()).isEqualTo(0.75);

    proc.text("uptime", "110.00 150.00\n")
        .text("stat", "cpu  1600 0 700 9100 600 0 0 0 0 0\ncpu0 1 2\ncpu1 1 2\n")
        .text(
            "diskstats",
            """
               7 0 loop0 9 0 5 5 0 0 0 0 0 5 5 0 0 0 0 0 0
             253 0 vda 200 0 4000 9 60 0 1020 9 0 9000 9 0 0 0 0 0 0
             253 1 vda1 200 0 4000 9 60 0 1020 9 0 9000 9 0 0 0 0 0 0
            """);
    HostFigures second = reader.read(List.of());
    assertThat(second.cpuRatio()).isCloseTo(0.4, within(1e-9));
    assertThat(second.ioWaitRatio()).isCloseTo(0.05, within(1e-9));
    assertThat(second.disks()).isEqualTo(new DiskRates(10, 1, 102_400, 1024, 0.5));

    // A second look in the same moment, counters that begin anew, and no files at all.
    HostFigures third = reader.read(List.of());
    assertThat(third.cpuRatio()).isNull();
    assertThat(third.disks()).isNull();
    proc.text("uptime", "120.00 1.00\n").text("diskstats", " 253 0 vda 1 0 1 1 1 0 1 1 0 1 1\n");
    assertThat(reader.read(List.of()).disks()).isNull();
    HostFigures none = new HostReader(folder.resolve("none"), sys, CLOCK).read(List.of());
    assertThat(none.load1()).isNull();
    assertThat(none.loadPerCore()).isNull();
    assertThat(none.memoryRatio()).isNull();
    assertThat(none.cores()).isPositive();
  }

  @Test
  void processesAreComparedWithThemselves() {
    proc.ghost(42).file("stat", stat(100, 50, 700, 25));
    proc.text("42/io", "rchar: 9\nread_bytes: 1000\nwrite_bytes: 0\ncancelled_write_bytes: 7\n");
    ProcessReader reader = new ProcessReader(proc.root, CLOCK);
    long page = new SystemFiles(Path.of("/proc"), Path.of("/sys")).pageSize();
    assertThat(reader.read(List.of(42L, 43L)))
        .containsExactly(new ProcessFigures(42, NOW, null, 25 * 4096, 9, null, null));
    assertThat(page).isIn(4096L, 16_384L, 65_536L);

    proc.text("uptime", "102.00 1.00\n").text("42/stat", stat(350, 100, 700, 30));
    proc.text("42/io", "read_bytes: 5000\nwrite_bytes: 8192\n");
    assertThat(reader.read(List.of(42L)))
        .containsExactly(new ProcessFigures(42, NOW, 1.5, 30 * 4096, 9, 2000.0, 4096.0));

    proc.text("uptime", "103.00 1.00\n").text("42/stat", stat(400, 100, 9000, 30));
    proc.remove("42/io");
    assertThat(reader.read(List.of(42L)))
        .as("another process with the same number, and another user's")
        .containsExactly(new ProcessFigures(42, NOW, null, 30 * 4096, 9, null, null));
    proc.gone(42);
    assertThat(reader.read(List.of(42L))).isEmpty();
  }

  private static String stat(long user, long system, long start, long pages) {
    return "42 (gh) (ost) S 1 0 0 0 -1 0 1 2 3 4 "
        + user
        + " "
        + system
        + " 7 8 20 0 9 0 "
        + start
        + " 123456 "
        + pages
        + " 18446744073709551615\n";
  }

  @Test
  void volumesTellTheirSpaceOrWhyNot() {
    HostReader reader = new HostReader(proc.root, sys, CLOCK);
    Path missing = folder.resolve("missing");
    List<VolumeFigures> volumes = reader.read(List.of(folder, missing)).volumes();
    assertThat(volumes.getFirst().totalBytes()).isPositive();
    assertThat(volumes.getFirst().availableBytes()).isNotNegative();
    assertThat(volumes.getFirst().problem()).isNull();
    assertThat(volumes.getLast())
        .isEqualTo(
            new VolumeFigures(
                missing,
                null,
                null,
                null,
                "cannot read the free space at "
                    + missing
                    + ": NoSuchFileException ("
                    + missing
                    + ")"));
  }

  @Test
  void deviceNumbersAreUnpacked() {
    assertThat(DiskTable.unpacked(0xfd01)).isEqualTo(DiskTable.number(253, 1));
    assertThat(DiskTable.unpacked(0x0130_0801L)).isEqualTo(DiskTable.number(8, 0x1301));
  }

  @Test
  void thisHostTellsOfItself() {
    assumeThat(Path.of("/proc/loadavg")).exists();
    HostReader reader = new HostReader(CLOCK);
    HostFigures figures = reader.read(List.of(Path.of("/")));
    assertThat(figures.load1()).isNotNegative();
    assertThat(figures.memoryRatio()).isBetween(0.0, 1.0);
    long pid = ProcessHandle.current().pid();
    ProcessFigures own = new ProcessReader(CLOCK).read(List.of(pid)).getFirst();
    assertThat(own.residentBytes()).isGreaterThan(10_000_000);
    assertThat(own.threads()).isPositive();
  }
}
