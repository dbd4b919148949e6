package dev.ghostwatch.source.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordingReaderTest {
  private static final String GOOD =
      "{\"t\": 1795354323.186, \"command\": \"sup\", \"reply\": \"x\\n\", \"ms\": 1.327}";

  @TempDir Path folder;

  private List<RecordedExchange> read(String text, int damaged) throws IOException {
    Path file = folder.resolve("in.jsonl");
    Files.write(file, text.getBytes(StandardCharsets.ISO_8859_1));
    List<RecordedExchange> all = new ArrayList<>();
    try (RecordingReader reader = RecordingReader.open(file)) {
      RecordedExchange exchange;
      while ((exchange = reader.next()) != null) {
        all.add(exchange);
      }
      assertThat(reader.damagedLines()).isEqualTo(damaged);
    }
    return all;
  }

  @Test
  void anExchangeIsRead() throws IOException {
    assertThat(read(GOOD + "\n", 0))
        .containsExactly(
            new RecordedExchange(
                Instant.parse("2026-11-22T13:32:03.186Z"), "sup", "x\n", 1.327, null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "null",
        "[]",
        "\"sup\"",
        "not json",
        "{}",
        "{\"t\": 1795354323.186}",
        "{\"command\": \"sup\"}",
        "{\"t\": \"now\", \"command\": \"sup\"}",
        "{\"t\": 1e300, \"command\": \"sup\"}",
        "{\"t\": null, \"command\": \"sup\"}",
        "{\"t\": 1795354323.186, \"command\": null}",
        "{\"t\": 1795354323.186, \"command\": 7}",
        "{\"t\": 1795354323.186, \"command\": {\"a\": 1}}",
        "{\"t\": 1795354323.186, \"command\": \"sup\", \"reply\": \"Copy",
        "\u0000\u0001\u00ff\u00fe",
      })
  void aDamagedLineIsPassedOverAndCounted(String line) throws IOException {
    assertThat(read(GOOD + "\n" + line + "\n\n" + GOOD + "\n", 1)).hasSize(2);
  }

  @Test
  void aLineCutOffAtTheEndIsNoExchange() throws IOException {
    for (int length = 1; length < GOOD.length(); length++) {
      assertThat(read(GOOD + "\n" + GOOD.substring(0, length), 1)).as("%d", length).hasSize(1);
    }
  }

  @Test
  void whatOthersAddedIsPassedOver() throws IOException {
    assertThat(
            read(
                "{\"t\": 5, \"extra\": {\"t\": 6, \"list\": [1, {\"command\": \"no\"}]}, \"command\": \"sup\", \"reply\": null, \"error\": \"refused\"}\n",
                0))
        .containsExactly(new RecordedExchange(Instant.ofEpochSecond(5), "sup", "", 0, "refused"));
  }

  @Test
  void aWrittenRecordingComesBack() throws IOException {
    Path file = folder.resolve("out.jsonl");
    List<RecordedExchange> all =
        List.of(
            new RecordedExchange(
                Instant.parse("2026-11-22T13:32:03.186Z"),
                "help",
                "a\n\"b\"\\ 表\u001b\n",
                0.25,
                null),
            new RecordedExchange(
                Instant.parse("2026-11-22T13:32:04Z"), "sup", "", 5000, "NO_ANSWER: none"));
    try (RecordingWriter writer = RecordingWriter.create(file)) {
      for (RecordedExchange exchange : all) {
        writer.write(exchange);
      }
      assertThat(writer.exchanges()).isEqualTo(2);
    }
    List<RecordedExchange> read = new ArrayList<>();
    try (RecordingReader reader = RecordingReader.open(file)) {
      read.add(reader.next());
      read.add(reader.next());
      assertThat(reader.next()).isNull();
      assertThat(reader.lines()).isEqualTo(2);
    }
    assertThat(read).isEqualTo(all);
  }

  @Test
  void aRecordingIsNeverOverwritten() throws IOException {
    Path file = Files.writeString(folder.resolve("old.jsonl"), "precious");
    assertThatThrownBy(() -> RecordingWriter.create(file))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(file).hasContent("precious");
  }
}
