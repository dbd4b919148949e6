package dev.ghostwatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class CommandLineTest {
  @TempDir private Path folder;

  @Test
  void everyArgumentIsTaken() {
    CommandLine line =
        CommandLine.parse(
            "--story panic --version 1.1.5 --socket /tmp/s --tcp 0 --log /tmp/l --speed 60 --seed 9 --rows 5 --count 3 --database d --table t"
                .split(" ", -1));
    assertThat(line.story()).isEqualTo(Stories.byName("panic").seed(9).rows(5));
    assertThat(line.dialect()).isEqualTo(GhostDialect.V1_1_5);
    assertThat(line.socket()).contains(Path.of("/tmp/s"));
    assertThat(line.tcpPort()).hasValue(0);
    assertThat(line.log()).contains(Path.of("/tmp/l"));
    assertThat(line.speed()).isEqualTo(60);
    assertThat(line.count()).isEqualTo(3);
    assertThat(line.database()).isEqualTo("d");
    assertThat(line.table()).isEqualTo("t");
  }

  @Test
  void nothingGivenIsOneHealthyRun() {
    CommandLine line = CommandLine.parse();
    assertThat(line.story()).isEqualTo(Story.healthy());
    assertThat(line.count()).isEqualTo(1);
    assertThat(line.socket()).isEqualTo(Optional.empty());
  }

  @Test
  void wrongArgumentsAreNamedWithWhatToGive() {
    assertThatThrownBy(() -> CommandLine.parse("--speed", "fast"))
        .hasMessage("--speed is \"fast\"; give a number above 0, for example 60");
    assertThatThrownBy(() -> CommandLine.parse("--tcp", "70000"))
        .hasMessage("--tcp is \"70000\"; give a whole number from 0 to 65535");
    assertThatThrownBy(() -> CommandLine.parse("--count"))
        .hasMessage("--count has no value; give one after it");
    assertThatThrownBy(() -> CommandLine.parse("--colour", "red"))
        .hasMessage("there is no argument --colour");
    assertThatThrownBy(() -> CommandLine.parse("--version", "v9"))
        .hasMessage(
            "no dialect is called \"v9\"; use one of v1.0.21, v1.0.49, v1.1.0, v1.1.5, v1.1.10,"
                + " v1.2-dev, bracketed");
  }

  @Test
  @Timeout(20)
  void aFleetRunsToItsEndAndWritesItsLogs() throws IOException, InterruptedException {
    CommandLine line =
        CommandLine.parse(
            "--count",
            "3",
            "--rows",
            "1000",
            "--socket",
            folder.resolve("s").toString(),
            "--log",
            folder.resolve("l").toString());
    AtomicLong seconds = new AtomicLong();
    // Each look at the clock finds ten seconds gone.
    InstantSource fast = () -> Instant.ofEpochSecond(seconds.addAndGet(10));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Fleet fleet = new Fleet(line, fast);
        PrintStream printed = new PrintStream(out, true, StandardCharsets.UTF_8)) {
      fleet.start();
      fleet.describe(printed);
      fleet.awaitEnd(printed);
    }
    assertThat(out.toString(StandardCharsets.UTF_8))
        .startsWith("simulating 3 x healthy as gh-ost v1.1.10, seed 1, speed 1\n")
        .contains("orders_3: Succeeded[");
    assertThat(Files.readAllLines(folder.resolve("l/gh-ost.shop.orders_2.log")))
        .anyMatch(text -> text.endsWith("INFO Done migrating `shop`.`orders_2`"))
        .endsWith("# Done");
    assertThat(folder.resolve("s")).isEmptyDirectory();
  }
}
