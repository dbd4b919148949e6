package dev.ghostwatch.source.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContainerLogsTest {
  private static final String ID = "0123456789abcdef".repeat(4);
  private static final Instant AT = Instant.parse("2026-11-22T13:08:06.123456789Z");

  @TempDir Path root;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "var/lib/docker/containers/@/@-json.log",
        "var/lib/containers/storage/overlay-containers/@/userdata/ctr.log",
        "var/log/containers/pod_ns_ghost-@.log"
      })
  void theLogOfAnEngineIsFound(String name) throws IOException {
    Path log = root.resolve(name.replace("@", ID));
    Files.createDirectories(log.getParent());
    Files.createFile(log);
    assertThat(new ContainerLogs(root).find(ID)).isEqualTo(new ContainerLogs.Found(log, null));
  }

  @Test
  void withoutOneItSaysWhatToDo() {
    assertThat(new ContainerLogs(root).find(ID).problem())
        .startsWith("the log of gh-ost's container 0123456789ab cannot be followed: ")
        .contains("Run the agent as root on the host")
        .contains("json-file");
  }

  @Test
  void bothFormatsAreRead() {
    assertThat(
            ContainerLine.parse(
                "{\"log\":\"Copy: 1/2; ETA: due\\n\",\"stream\":\"stderr\",\"attrs\":{\"a\":1},"
                    + "\"time\":\"2026-11-22T13:08:06.123456789Z\"}"))
        .isEqualTo(new ContainerLine(AT, "Copy: 1/2; ETA: due", true));
    assertThat(
            ContainerLine.parse("{\"log\":\"begin\",\"time\":\"2026-11-22T13:08:06.123456789Z\"}"))
        .isEqualTo(new ContainerLine(AT, "begin", false));
    byte[] plain =
        "2026-11-22T14:08:06.123456789+01:00 stderr F # Done  x".getBytes(StandardCharsets.UTF_8);
    assertThat(ContainerLine.parse(plain)).isEqualTo(new ContainerLine(AT, "# Done  x", true));
    assertThat(ContainerLine.parse("2026-11-22T13:08:06.123456789Z stdout P"))
        .isEqualTo(new ContainerLine(AT, "", false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{}",
        "{\"log\":1}",
        "{\"log\":\"x\",\"time\":\"yesterday\"}",
        "2026-11-22 13:08:06 INFO text",
        "x stdout F text",
        "2026-11-22T13:08:06Z other F text"
      })
  void anythingElseIsNot(String line) {
    assertThat(ContainerLine.parse(line)).isNull();
  }
}
