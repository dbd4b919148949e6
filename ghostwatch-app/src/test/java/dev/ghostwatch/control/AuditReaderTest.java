package dev.ghostwatch.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every entry once, whole, in order. */
class AuditReaderTest {
  private static final Instant START = Instant.parse("2026-11-22T13:08:06Z");

  @TempDir private Path folder = Path.of("");
  private Path file = Path.of("");
  private final List<String> unreadable = new ArrayList<>();
  private AuditReader reader = new AuditReader(file, unreadable::add);

  @BeforeEach
  void build() {
    file = folder.resolve("audit.jsonl");
    reader = new AuditReader(file, unreadable::add);
  }

  private static AuditEntry entry(int number, @Nullable String before) {
    return new AuditEntry(
        START.plusSeconds(number),
        "订单\n",
        "shop.orders@20261122T130806Z",
        "unix:/tmp/s",
        "chunk-size=" + number,
        before,
        String.valueOf(number),
        "ok",
        number % 2 == 0);
  }

  private List<AuditEntry> read() throws IOException {
    List<AuditEntry> entries = new ArrayList<>();
    reader.read(entries::add);
    return entries;
  }

  @Test
  void whatIsAppendedIsReadOnce() throws IOException {
    assertThat(read()).as("no file yet").isEmpty();
    AuditFile audit = new AuditFile(file);
    audit.append(entry(1, null));
    audit.append(entry(2, "1"));
    assertThat(read()).containsExactly(entry(1, null), entry(2, "1"));
    assertThat(read()).isEmpty();
    audit.append(entry(3, "2"));
    assertThat(read()).containsExactly(entry(3, "2"));
    Files.delete(file);
    assertThat(read()).isEmpty();
    audit.append(entry(4, "3"));
    assertThat(read()).as("of a new file").containsExactly(entry(4, "3"));
    assertThat(unreadable).isEmpty();
  }

  @Test
  void aLineIsReadWhenItIsWhole() throws IOException {
    new AuditFile(file).append(entry(1, null));
    String line = Files.readString(file);
    Files.writeString(file, line.substring(0, 40));
    assertThat(read()).isEmpty();
    Files.writeString(file, line.substring(40), StandardOpenOption.APPEND);
    assertThat(read()).containsExactly(entry(1, null));
  }

  @Test
  void whatIsNoEntryIsLeftOutAndSaidSo() throws IOException {
    Files.writeString(file, "{\"at\":\"never\"}\n\nno json\n{}\n" + "x".repeat(3 << 20) + "\n");
    new AuditFile(file).append(entry(1, null));
    assertThat(read()).containsExactly(entry(1, null));
    assertThat(unreadable).hasSizeGreaterThanOrEqualTo(4);
    assertThat(unreadable.get(2)).contains("no field at");
  }
}
