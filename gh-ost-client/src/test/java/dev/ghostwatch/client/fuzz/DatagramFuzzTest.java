package dev.ghostwatch.client.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.ghostwatch.client.statsd.DatagramReader;
import dev.ghostwatch.client.statsd.MetricLine;
import dev.ghostwatch.client.statsd.MetricType;
import java.nio.charset.StandardCharsets;

class DatagramFuzzTest {

  @FuzzTest
  void aDatagramIsAlwaysRead(FuzzedDataProvider data) {
    byte[] bytes = data.consumeRemainingAsBytes();
    Counter counter = new Counter();
    DatagramReader.read(bytes, bytes.length, counter);
    int lines = 0;
    for (String line : new String(bytes, StandardCharsets.ISO_8859_1).split("\n", -1)) {
      lines += line.isEmpty() || line.equals("\r") ? 0 : 1;
    }
    assertThat(counter.lines).isEqualTo(lines);
  }

  private static final class Counter implements DatagramReader.Sink {
    private int lines;

    @Override
    public void metric(MetricLine line) {
      lines++;
      assertThat(line.name()).isNotEmpty().isASCII();
      assertThat(line.sampleRate()).isPositive().isLessThanOrEqualTo(1);
      assertThat(line.values().size() == 0).isEqualTo(line.type() == MetricType.SET);
      for (int i = 0; i < line.values().size(); i++) {
        assertThat(line.values().at(i)).isFinite();
      }
    }

    @Override
    public void ignored() {
      lines++;
    }

    @Override
    public void malformed() {
      lines++;
    }
  }
}
