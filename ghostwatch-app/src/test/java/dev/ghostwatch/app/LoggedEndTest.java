package dev.ghostwatch.app;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ghostwatch.model.Lifecycle;
import dev.ghostwatch.model.MigrationId;
import dev.ghostwatch.model.history.MigrationRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a run ended that nobody saw, by the end of its log. */
final class LoggedEndTest {
  private static final MigrationRow RUN =
      MigrationRow.of(requireNonNull(MigrationId.parse("shop.users@20261122T140000Z")));
  private static final String STATUS =
      "Copy: 5/100 5.0%; Applied: 0; Backlog: 0/1000; Time: 1m0s(total), 59s(copy); streamer:"
          + " bin.000007:4; Lag: 0.01s, HeartbeatLag: 0.02s, State: migrating; ETA: 10m0s\n";
  private static final String DONE =
      "2026-11-22 14:20:07 INFO Done migrating `shop`.`users`\n# Done\n";
  private static final String FATAL = "2026-11-22 14:20:07 FATAL Error 1062: Duplicate entry '7'\n";

  @TempDir Path folder;

  private static String begin(String table, String clock) {
    return """
    2026-11-22 %2$s INFO starting gh-ost 1.1.7
    # Migrating `shop`.`%1$s`; Ghost table is `shop`.`_%1$s_gho`
    # Migrating db1:3306; inspecting db1:3306; executing on util1
    # Migration started at Sun Nov 22 %2$s +0000 2026
    """
        .formatted(table, clock);
  }

  private @Nullable LoggedEnd end(String text) throws IOException {
    Path log = Files.writeString(folder.resolve("run.log"), text);
    return LoggedEnd.read(log, RUN, ZoneOffset.UTC);
  }

  @Test
  void theLastWordTells() throws IOException {
    Instant at = Instant.parse("2026-11-22T14:20:07Z");
    String begun = begin("users", "14:00:00") + STATUS;
    assertThat(end(begun + DONE)).isEqualTo(new LoggedEnd(at, Lifecycle.SUCCEEDED, null));
    assertThat(end(begun + FATAL))
        .isEqualTo(new LoggedEnd(at, Lifecycle.FAILED, "Error 1062: Duplicate entry '7'"));
    assertThat(end(begun + "2026-11-22 14:20:07 FATAL user commanded 'panic'. Bailing out\n"))
        .extracting(LoggedEnd::lifecycle)
        .isEqualTo(Lifecycle.ABORTED);
  }

  @Test
  void withoutOneTheEndStaysUnknown() throws IOException {
    assertThat(end(begin("users", "14:00:00") + STATUS)).isNull();
    assertThat(end("")).isNull();
    assertThatThrownBy(() -> LoggedEnd.read(folder.resolve("gone.log"), RUN, ZoneOffset.UTC))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void whatAnotherRunOfTheFileSaysCountsForNothing() throws IOException {
    String own = begin("users", "14:00:00") + STATUS;
    assertThat(end(begin("users", "13:00:00") + STATUS + DONE + own)).isNull();
    assertThat(end(own + begin("users", "15:00:00") + STATUS + DONE)).isNull();
    assertThat(end(own + begin("items", "14:30:00") + STATUS + FATAL)).isNull();
    assertThat(end(own + FATAL + begin("users", "15:00:00") + STATUS + DONE))
        .extracting(LoggedEnd::lifecycle)
        .isEqualTo(Lifecycle.FAILED);
  }

  @Test
  void ofALongLogTheEndIsEnough() throws IOException {
    String far = begin("users", "14:00:00") + STATUS.repeat(30_000);
    assertThat(far.length()).isGreaterThan(4 << 20);
    assertThat(end(far + DONE)).as("what names the run is too far away").isNull();
    String hint = begin("users", "14:00:00").lines().skip(1).reduce("", (a, b) -> a + b + "\n");
    assertThat(end(far + hint + STATUS + DONE))
        .extracting(LoggedEnd::lifecycle)
        .isEqualTo(Lifecycle.SUCCEEDED);
  }
}
