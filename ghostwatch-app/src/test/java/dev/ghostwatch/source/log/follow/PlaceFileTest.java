package dev.ghostwatch.source.log.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlaceFileTest {
  private static final LogPlace PLACE =
      new LogPlace(
          List.of(
              new FilePlace(
                  "1:2", 3, new Fingerprint(3, -4, 3, 5), 6, false, true, Path.of("/run.log"))));

  @TempDir Path directory;

  @Test
  void keepsThePlaceLastSaved() throws Exception {
    PlaceFile file = new PlaceFile(directory.resolve("state/run.place"));
    assertThat(file.load()).isEmpty();
    file.save(new LogPlace(List.of()));
    file.save(PLACE);
    assertThat(file.load()).contains(PLACE);
    try (var files = Files.list(directory.resolve("state"))) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void refusesAFileThatHoldsSomethingElse() throws Exception {
    Path file = directory.resolve("run.place");
    Files.writeString(file, "something else");
    assertThatThrownBy(() -> new PlaceFile(file).load())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("run.place does not hold the place in a log");
  }
}
