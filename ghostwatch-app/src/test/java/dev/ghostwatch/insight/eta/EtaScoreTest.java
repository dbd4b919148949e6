package dev.ghostwatch.insight.eta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.ghostwatch.client.status.Hints;
import dev.ghostwatch.client.status.StatusLine;
import dev.ghostwatch.client.status.StatusReply;
import dev.ghostwatch.model.Eta;
import dev.ghostwatch.model.Sample;
import dev.ghostwatch.source.recording.RecordedExchange;
import dev.ghostwatch.source.recording.RecordingReader;
import dev.ghostwatch.testing.Recordings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How good the estimates are on recordings of real runs, judged between 5 % and 95 % of the copy's
 * time: the error is the difference to what was really left over what was left.
 */
class EtaScoreTest {
  @TempDir Path folder;

  private record Point(Sample sample, Eta eta) {}

  private record Score(double ghost, double ours, int within, int judged) {}

  private static Score score(Path recording) throws IOException {
    List<Point> points = points(recording);
    long last = points.stream().mapToLong(point -> rows(point.sample())).max().orElseThrow();
    Sample end =
        points.stream()
            .map(Point::sample)
            .filter(sample -> rows(sample) == last)
            .findFirst()
            .orElseThrow();
    Sample start =
        points.stream()
            .map(Point::sample)
            .filter(sample -> rows(sample) > 0)
            .findFirst()
            .orElseThrow();
    double whole = seconds(start, end);
    double ghost = 0;
    double ours = 0;
    int within = 0;
    int judged = 0;
    for (Point point : points) {
      double done = seconds(start, point.sample());
      if (done < 0.05 * whole || done > 0.95 * whole) {
        continue;
      }
      double left = whole - done;
      StatusLine line = point.sample().line();
      Long reported = line.eta() == null ? null : line.eta().seconds();
      ghost += error(reported == null ? null : Double.valueOf(reported), left);
      ours += error(point.eta().copySeconds(), left);
      Double low = point.eta().lowSeconds();
      Double high = point.eta().highSeconds();
      within += low != null && high != null && low <= left && left <= high ? 1 : 0;
      judged++;
    }
    return new Score(ghost / judged, ours / judged, within, judged);
  }

  private static List<Point> points(Path recording) throws IOException {
    EtaEstimator estimator = new EtaEstimator();
    List<Point> points = new ArrayList<>();
    try (RecordingReader reader = RecordingReader.open(recording)) {
      RecordedExchange exchange;
      while ((exchange = reader.next()) != null) {
        StatusReply reply = StatusReply.parse(exchange.reply());
        Hints hints = reply.hints();
        if (hints != null) {
          estimator.settings(hints.settings(), exchange.at());
        }
        StatusLine line = reply.line();
        if (line != null && line.rowsCopied() != null) {
          Sample sample = new Sample(exchange.at(), line);
          estimator.sample(sample);
          points.add(new Point(sample, estimator.estimate(exchange.at())));
        }
      }
    }
    return points;
  }

  private static long rows(Sample sample) {
    Long rows = sample.line().rowsCopied();
    return rows == null ? 0 : rows;
  }

  private static double seconds(Sample from, Sample to) {
    return Duration.between(from.observedAt(), to.observedAt()).toNanos() / 1e9;
  }

  private static double error(@Nullable Double estimate, double left) {
    return estimate == null ? 1 : Math.abs(estimate - left) / left;
  }

  @Test
  void isBetterThanGhostsOwnOnTheSmallSet() throws IOException {
    for (String name : List.of("eta-throttled-twice-v1.1.5", "eta-wide-v1.2-dev")) {
      Path file = folder.resolve(name + ".jsonl");
      Files.writeString(file, Recordings.text(name + ".jsonl"), StandardCharsets.UTF_8);
      Score score = score(file);
      assertThat(score.ours()).as(name).isLessThan(score.ghost());
    }
  }

  @Test
  void isBetterThanGhostsOwnOnAllRecordings() throws IOException {
    List<Path> runs =
        Recordings.runsWith("socket.jsonl").stream()
            .filter(run -> run.getFileName().toString().startsWith("eta_"))
            .toList();
    assumeThat(runs).isNotEmpty();
    List<Score> scores = new ArrayList<>();
    for (Path run : runs) {
      Score score = score(run.resolve("socket.jsonl"));
      assertThat(score.ours()).as(run.toString()).isLessThan(1.15 * score.ghost());
      scores.add(score);
    }
    double ghost = scores.stream().mapToDouble(Score::ghost).average().orElseThrow();
    double ours = scores.stream().mapToDouble(Score::ours).average().orElseThrow();
    assertThat(ours).as("gh-ost's own is off by %s", ghost).isLessThanOrEqualTo(0.8 * ghost);
    double judged = scores.stream().mapToInt(Score::judged).sum();
    assertThat(scores.stream().mapToInt(Score::within).sum() / judged)
        .as("share of moments at which the truth lay in the range")
        .isBetween(0.7, 0.95);
  }
}
