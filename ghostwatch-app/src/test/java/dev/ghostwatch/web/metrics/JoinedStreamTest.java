package dev.ghostwatch.web.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JoinedStreamTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final JoinedStream joined = new JoinedStream(out);

  @Test
  void theEndIsWrittenOnce() throws IOException {
    write("a 1\n# EOF\n");
    write("# EOF\n");
    write("b 2\n# EOF\n");
    joined.end();
    assertThat(text()).isEqualTo("a 1\nb 2\n# EOF\n");
  }

  @Test
  void textsWithoutAnEndGetNone() throws IOException {
    write("a 1\n");
    write("");
    write("b # EOF");
    joined.end();
    assertThat(text()).isEqualTo("a 1\nb # EOF");
  }

  @ParameterizedTest
  @ValueSource(ints = {32_761, 32_762, 32_763, 32_767, 32_768, 32_769, 65_536, 100_000})
  void theEndMayLieAcrossPieces(int length) throws IOException {
    String before = "x".repeat(length);
    for (byte one : (before + "# EOF\n").getBytes(StandardCharsets.UTF_8)) {
      joined.write(one);
    }
    joined.flush();
    joined.join();
    assertThat(text()).isEqualTo(before);
    write("y".repeat(length) + "# EOF\n");
    joined.end();
    assertThat(text()).isEqualTo(before + "y".repeat(length) + "# EOF\n");
  }

  private void write(String text) throws IOException {
    joined.write(text.getBytes(StandardCharsets.UTF_8));
    joined.join();
  }

  private String text() {
    return out.toString(StandardCharsets.UTF_8);
  }
}
