package dev.ghostwatch.client.statsd;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatagramReaderTest {

  private static final class Kept implements DatagramReader.Sink {
    final List<MetricLine> lines = new ArrayList<>();
    int ignored;
    int malformed;

    @Override
    public void metric(MetricLine line) {
      lines.add(line);
    }

    @Override
    public void ignored() {
      ignored++;
    }

    @Override
    public void malformed() {
      malformed++;
    }
  }

  private static Kept read(String text) {
    Kept kept = new Kept();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    DatagramReader.read(bytes, bytes.length, kept);
    return kept;
  }

  private static MetricLine single(String text) {
    Kept kept = read(text);
    assertThat(kept.malformed + kept.ignored).as(text).isZero();
    assertThat(kept.lines).as(text).hasSize(1);
    return kept.lines.getFirst();
  }

  @Test
  void aLineWithEverything() {
    MetricLine line =
        single(
            "gh_ost.query.duration_milliseconds:1:0:92|h|@0.5|#env:lab,kind:chunk_copy,bare,,|c:x|T1");
    assertThat(line.metric()).isEqualTo(GhostMetric.QUERY_DURATION);
    assertThat(line.type()).isEqualTo(MetricType.MEASUREMENT);
    assertThat(line.values()).isEqualTo(new Values(new double[] {1, 0, 92}));
    assertThat(line.values().sum()).isEqualTo(93);
    assertThat(line.values().last()).isEqualTo(92);
    assertThat(line.sampleRate()).isEqualTo(0.5);
    assertThat(line.tags()).hasToString("[env:lab, kind:chunk_copy, bare]");
    assertThat(line.tag("kind")).isEqualTo("chunk_copy");
    assertThat(line.tag("bare")).isEmpty();
    assertThat(line.tag("none")).isNull();
  }

  @Test
  void aReasonMayHoldBlanksAndColons() {
    assertThat(
            single(
                    "gh_ost.throttle.events_total:1|c|#reason:max-load Threads_connected=26 >= 2,a:b:c")
                .tags())
        .hasToString("[reason:max-load Threads_connected=26 >= 2, a:b:c]");
  }

  @Test
  void everyTypeAndNumber() {
    assertThat(single("a:-1.5|g").values().last()).isEqualTo(-1.5);
    assertThat(single("a:1e-5|g").values().last()).isEqualTo(1e-5);
    assertThat(single("a:+7|c").values().last()).isEqualTo(7);
    assertThat(single("a:3|ms").type()).isEqualTo(MetricType.MEASUREMENT);
    assertThat(single("a:3|d").type()).isEqualTo(MetricType.MEASUREMENT);
    assertThat(single("a:someone|s").type()).isEqualTo(MetricType.SET);
    assertThat(single("other.metric:1|c").metric()).isNull();
  }

  @Test
  void severalLinesAndStrangeOnes() {
    Kept kept = read("a:1|c\n\n\r\nb:2|g\r\n_e{5,4}:title|text|#x\n_sc|name|0\nrubbish\n");
    assertThat(kept.lines.stream().map(MetricLine::name)).containsExactly("a", "b");
    assertThat(kept.ignored).isEqualTo(2);
    assertThat(kept.malformed).isOne();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "a:",
        "a:1",
        "a:1|",
        "a:1|x",
        "a:|c",
        "a:1:|h",
        "a::1|h",
        ":1|c",
        "a b:1|c",
        "a|b:1|c",
        "a:NaN|g",
        "a:Infinity|g",
        "a:1e999|g",
        "a:0x10|g",
        "a:1f|g",
        "a:--1|g",
        "a:1|c|@0",
        "a:1|c|@2",
        "a:1|c|@",
        "a:1|c|@-1",
        "\u0000:1|c",
        "é:1|c",
        "a:99999999999999999999999999999999999999999|g"
      })
  void whatIsNoMetricIsCounted(String line) {
    Kept kept = read(line);
    assertThat(kept.lines).isEmpty();
    assertThat(kept.malformed).isOne();
  }

  @Test
  void sizesAreBounded() {
    assertThat(read("n".repeat(201) + ":1|c").malformed).isOne();
    assertThat(single("a:1|c|#" + "t,".repeat(5000)).tags()).hasSize(64);
    assertThat(single("a:" + "1:".repeat(20_000) + "1|h").values().size()).isEqualTo(20_001);
  }

  @Test
  void everyNameIsFound() {
    for (GhostMetric metric : GhostMetric.values()) {
      assertThat(GhostMetric.byName(metric.metricName())).isSameAs(metric);
      assertThat(metric.metricName()).startsWith(GhostMetric.NAMESPACE);
    }
  }
}
