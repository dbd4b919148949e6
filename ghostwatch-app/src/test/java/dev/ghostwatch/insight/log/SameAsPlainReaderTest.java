package dev.ghostwatch.insight.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.client.log.LineLevel;
import dev.ghostwatch.client.status.StatusLine;
import dev.ghostwatch.client.value.ThrottleReason;
import dev.ghostwatch.model.log.LogAnalysis;
import dev.ghostwatch.model.log.Problem;
import dev.ghostwatch.model.log.RunAnalysis;
import dev.ghostwatch.model.log.RunEvent;
import dev.ghostwatch.testing.Recordings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The fast reader comes to the figures of the plain one, and wherever the log is cut. */
class SameAsPlainReaderTest {
  private static final String[] JUNK = {
    "\u001b[31m",
    "\u001b[0m",
    "\0",
    "\r",
    "\n",
    "; ETA: ",
    "s, State: ",
    "\u00e9",
    "[]",
    " []",
    "/",
    "%",
    "# ",
    "INFO ",
    "ERROR ",
    "Copy: ",
    ":",
    ";",
    " ",
    "9",
    "-",
    "(total)",
    "throttled, ",
    "\uFEFF",
    "\t",
    "2026-11-22 13:00:00 ",
    "[2026/11/22 13:00:00] [error] ",
    "\u001b]0;x\u0007"
  };

  @Test
  void recordingsComeToTheSameFigures() throws IOException {
    compare(curated(), "curated");
    Recordings.assumeEverything();
    int changes = 0;
    for (Path folder : Recordings.runsWith("log.txt")) {
      byte[] log = Files.readAllBytes(folder.resolve("log.txt"));
      compare(log, folder.toString());
      changes += changes(log, folder.toString());
    }
    assertThat(changes).as("settings changed in all recordings").isGreaterThan(20);
  }

  @Test
  void mutilatedLogsComeToTheSameFigures() throws IOException {
    // The plain reader takes more for the begin of a run than it should when a total is damaged: in
    // the short mix of the curated set that happens, in whole logs it does not.
    Recordings.assumeEverything();
    List<byte[]> logs = new ArrayList<>(List.of(curated()));
    for (Path folder : Recordings.runsWith("log.txt")) {
      logs.add(Files.readAllBytes(folder.resolve("log.txt")));
    }
    for (int seed = 0; seed < 400; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      byte[] log = logs.get(random.nextInt(logs.size()));
      compare(mutilated(log, random), "seed " + seed);
    }
  }

  @Test
  void whereTheLogIsCutDoesNotMatter() throws IOException {
    List<byte[]> logs = new ArrayList<>(List.of(curated()));
    for (Path folder : Recordings.runsWith("log.txt")) {
      logs.add(Files.readAllBytes(folder.resolve("log.txt")));
    }
    for (int seed = 0; seed < 200; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      byte[] log = mutilated(logs.get(random.nextInt(logs.size())), random);
      LogAnalysis whole = analysis(log);
      LogAnalyzer pieces = new LogAnalyzer(ZoneOffset.UTC, false);
      int from = 0;
      while (from < log.length) {
        int to = Math.min(log.length, from + 1 + random.nextInt(1 + random.nextInt(20_000)));
        while (to < log.length && log[to - 1] != '\n') {
          to++;
        }
        pieces.feed(log, from, to);
        from = to;
      }
      assertThat(pieces.analysis()).as("seed %d", seed).isEqualTo(whole);
    }
  }

  private static byte[] curated() {
    return Recordings.text("log-mix.txt").getBytes(StandardCharsets.UTF_8);
  }

  private static LogAnalysis analysis(byte[] log) {
    LogAnalyzer analyzer = new LogAnalyzer(ZoneOffset.UTC, false);
    analyzer.feed(log, 0, log.length);
    return analyzer.analysis();
  }

  /** A stretch of the log with bytes changed, taken out and put in. */
  private static byte[] mutilated(byte[] log, SplittableRandom random) {
    int length = Math.min(log.length, 2000 + random.nextInt(30_000));
    int start = random.nextInt(log.length - length + 1);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int every = 20 + random.nextInt(2000);
    for (int i = start; i < start + length; i++) {
      if (random.nextInt(every) != 0) {
        out.write(log[i]);
        continue;
      }
      switch (random.nextInt(4)) {
        case 0 -> out.write(random.nextInt(256));
        case 1 ->
            out.writeBytes(JUNK[random.nextInt(JUNK.length)].getBytes(StandardCharsets.UTF_8));
        case 2 -> i += random.nextInt(300);
        default -> {
          // This byte is missing.
        }
      }
    }
    return out.toByteArray();
  }

  private static void compare(byte[] log, String name) {
    LogAnalysis fast = analysis(log);
    PlainReader plain = new PlainReader(log);
    assertThat(fast.runs().count()).as("runs of %s", name).isEqualTo(plain.runs.size());
    for (int i = 0; i < plain.runs.size(); i++) {
      compare(fast.runs().kept().get(i), plain.runs.get(i), name + ", run " + i);
    }
  }

  /**
   * The same settings change at the same times. Only in whole logs: gh-ost's blocks of hints have
   * their lines in the same order, and the fast reader passes over those that stay as they were.
   */
  private static int changes(byte[] log, String name) {
    LogAnalysis fast = analysis(log);
    PlainReader plain = new PlainReader(log);
    int changes = 0;
    for (int i = 0; i < plain.runs.size(); i++) {
      RunAnalysis run = fast.runs().kept().get(i);
      List<String> expected = new ArrayList<>();
      List<String> found = new ArrayList<>();
      for (PlainReader.Change change : plain.runs.get(i).changes) {
        Instant start = run.startedAt();
        assertThat(start).as(name).isNotNull();
        assertThat(change.total()).as("%s, line %d", name, change.line()).isNotNull();
        expected.add(change.line() + " " + change.text());
      }
      Instant latest = Instant.EPOCH;
      int change = 0;
      for (RunEvent event : run.events().kept()) {
        Instant at = event.at();
        if (event.type() == RunEvent.Type.SETTING_CHANGED) {
          found.add(event.line() + " " + event.text());
          Long total = plain.runs.get(i).changes.get(change++).total();
          Instant told =
              total == null || run.startedAt() == null ? at : run.startedAt().plusSeconds(total);
          assertThat(at)
              .as("%s, line %d", name, event.line())
              .isEqualTo(told != null && told.isBefore(latest) ? latest : told);
        }
        latest = at == null ? latest : at;
      }
      assertThat(found).as(name).isEqualTo(expected);
      changes += found.size();
    }
    return changes;
  }

  private static void compare(RunAnalysis fast, PlainReader.Run plain, String name) {
    assertThat(fast.levels()).as("levels of %s", name).isEqualTo(plain.levels);
    assertThat(fast.errors().kept().stream().map(Problem::message))
        .as("errors of %s", name)
        .startsWith(plain.errors.stream().limit(500).toArray(String[]::new));
    for (int i = 1; i < fast.phases().size(); i++) {
      assertThat(fast.phases().get(i).from())
          .as("%s of %s", fast.phases().get(i).name(), name)
          .isAfterOrEqualTo(fast.phases().get(i - 1).to());
    }
    RunAnalysis.Progress progress = fast.progress();
    List<StatusLine> samples = plain.samples;
    assertThat(progress.samples()).as("samples of %s", name).isEqualTo(samples.size());
    if (samples.isEmpty()) {
      return;
    }
    StatusLine last = samples.getLast();
    assertThat(progress.firstRowsCopied()).as(name).isEqualTo(samples.getFirst().rowsCopied());
    assertThat(progress.lastRowsCopied()).as(name).isEqualTo(last.rowsCopied());
    assertThat(progress.lastRowsEstimate()).as(name).isEqualTo(last.rowsEstimate());
    assertThat(progress.lastPercent()).as(name).isEqualTo(last.percent());
    assertThat(progress.lastDmlApplied()).as(name).isEqualTo(last.dmlApplied());
    assertThat(fast.recentSamples().stream().map(RunAnalysis.RecentSample::rowsCopied))
        .as("recent samples of %s", name)
        .isEqualTo(plain.recentRows());
    assertThat(progress.maxPercent()).as(name).isEqualTo(plain.maxPercent());
    assertThat(fast.lag().maxSeconds()).as(name).isEqualTo(plain.maxLag());
    assertThat(fast.lag().p95Seconds()).as(name).isEqualTo(plain.p95Lag());
    assertThat(fast.backlog().samplesFull()).as(name).isEqualTo(plain.fullBacklogs());
    assertThat(fast.throttling().samples()).as(name).isEqualTo(plain.throttledSamples());
    Map<ThrottleReason.Kind, Long> lost = new EnumMap<>(ThrottleReason.Kind.class);
    lost.putAll(fast.throttling().byKind());
    assertThat(lost).as("lost in %s", name).isEqualTo(plain.lost());
    assertThat(fast.levels().getOrDefault(LineLevel.STATUS, 0L))
        .isGreaterThanOrEqualTo(samples.size());
  }
}
