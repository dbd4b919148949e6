package dev.ghostwatch.insight.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.client.status.StatusReply;
import dev.ghostwatch.model.FigureSource;
import dev.ghostwatch.model.Finding;
import dev.ghostwatch.model.Lifecycle;
import dev.ghostwatch.model.MigrationEvent;
import dev.ghostwatch.model.Observation;
import dev.ghostwatch.model.Outcome;
import dev.ghostwatch.model.Phrase;
import dev.ghostwatch.model.ProcessFacts;
import dev.ghostwatch.model.Severity;
import dev.ghostwatch.monitor.MigrationMonitor;
import dev.ghostwatch.text.Language;
import dev.ghostwatch.text.Texts;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A run made up for a rule: a status line every five seconds, in the words of gh-ost. */
final class Play {
  static final Instant START = Instant.parse("2026-11-22T13:00:00Z");
  private static final Texts ENGLISH = Texts.of(Language.EN);
  private static final Texts CHINESE = Texts.of(Language.ZH);

  private final MigrationMonitor monitor = new MigrationMonitor("unix:/tmp/gh-ost.sock");
  private UnaryOperator<CaseFile> more = UnaryOperator.identity();
  private long second;
  private long rows = 100_000;
  private long estimate = 1_000_000;
  private long applied = 500;
  private long place = 4_000;
  private double lag = 0.1;
  private double heartbeat = 0.1;
  private String backlog = "0/1000";
  private String state = "migrating";
  private String eta = "10m0s";

  /** How fast things go from here on. */
  private long rowsStep = 5_000;

  private long appliedStep = 10;
  private long placeStep = 1_000;
  private double lagStep;
  private double heartbeatStep;

  Play() {
    this("0.000000", " ");
  }

  Play(String nice, String flag) {
    StatusReply hints = StatusReply.parse(hints(nice, flag));
    monitor.observe(new Observation.StatusSeen(START, FigureSource.SOCKET, hints));
  }

  Play at(long newRows, long newEstimate) {
    rows = newRows;
    estimate = newEstimate;
    return this;
  }

  Play steps(long newRows, long newApplied, long newPlace) {
    rowsStep = newRows;
    appliedStep = newApplied;
    placeStep = newPlace;
    return this;
  }

  Play lags(double now, double aSecond, double heartbeatNow, double heartbeatASecond) {
    lag = now;
    lagStep = aSecond;
    heartbeat = heartbeatNow;
    heartbeatStep = heartbeatASecond;
    return this;
  }

  Play backlog(String waiting) {
    backlog = waiting;
    return this;
  }

  /** {@code %lag} in it is the lag of the moment. */
  Play state(String newState) {
    state = newState;
    return this;
  }

  Play eta(String newEta) {
    eta = newEta;
    return this;
  }

  /** Lets it go on for so many seconds. */
  Play run(int seconds) {
    for (int passed = 0; passed < seconds; passed += 5) {
      sample();
      second += 5;
      rows += rowsStep;
      applied += appliedStep;
      place += placeStep;
      lag += 5 * lagStep;
      heartbeat += 5 * heartbeatStep;
    }
    return this;
  }

  private void sample() {
    String line =
        "Copy: %d/%d %.1f%%; Applied: %d; Backlog: %s; Time: %ds(total), %ds(copy); streamer: mysql-bin.000007:%d; Lag: %.2fs, HeartbeatLag: %.2fs, State: %s; ETA: %s"
            .formatted(
                rows,
                estimate,
                100.0 * rows / estimate,
                applied,
                backlog,
                second,
                second,
                place,
                lag,
                heartbeat,
                state.replace("%lag", "%.6fs".formatted(lag)),
                eta);
    monitor.observe(
        new Observation.StatusSeen(now(), FigureSource.SOCKET, StatusReply.parse(line)));
  }

  Instant now() {
    return START.plusSeconds(second);
  }

  Play happened(String type, String text) {
    monitor.happened(new MigrationEvent(now(), type, text, FigureSource.LOG));
    return this;
  }

  Play logged(String level, String text) {
    monitor.logged(new LogLine(now(), level, text));
    return this;
  }

  Play passes(long seconds) {
    second += seconds;
    return this;
  }

  Play process(String... arguments) {
    List<String> all = new ArrayList<>(List.of("gh-ost"));
    all.addAll(List.of(arguments));
    return process(
        new ProcessFacts(
            77, null, "root", 1L, START, all, false, null, null, Path.of("/x.log"), "pipe"));
  }

  Play process(ProcessFacts facts) {
    monitor.observe(new Observation.ProcessSeen(now(), facts));
    return this;
  }

  Play ended(Lifecycle lifecycle) {
    monitor.observe(
        new Observation.Ended(
            now(), new Outcome(lifecycle, Phrase.of("outcome.vanished.stale"), "")));
    return this;
  }

  Play with(UnaryOperator<CaseFile> further) {
    more = further;
    return this;
  }

  CaseFile file() {
    return more.apply(monitor.caseFile(now()));
  }

  /** Asks a rule; says that it found one thing, and reads it in both languages. */
  Finding fires(String rule, Severity severity) {
    List<Finding> found =
        Rules.diagnose(file()).stream().filter(one -> one.rule().equals(rule)).toList();
    assertThat(found).as(rule + " fires").hasSize(1);
    Finding finding = found.getFirst();
    assertThat(finding.severity()).isEqualTo(severity);
    assertThat(finding.evidence()).as("evidence").isNotEmpty();
    english(finding);
    return finding;
  }

  void isQuiet(String rule) {
    assertThat(Rules.diagnose(file())).extracting(Finding::rule).doesNotContain(rule);
  }

  /** Everything it says, in English; fails where a text lacks something in either language. */
  static String english(Finding finding) {
    List<Phrase> phrases = new ArrayList<>(finding.evidence());
    phrases.add(finding.title());
    phrases.add(finding.cause());
    phrases.add(finding.advice());
    StringBuilder all = new StringBuilder();
    for (Phrase phrase : phrases) {
      String[] arguments = phrase.arguments().toArray(String[]::new);
      for (Texts texts : List.of(ENGLISH, CHINESE)) {
        assertThat(texts.has(phrase.key())).as(phrase.key()).isTrue();
        assertThat(texts.get(phrase.key(), arguments))
            .as(phrase.key())
            .isNotBlank()
            .doesNotContainPattern("\\{\\d}");
      }
      all.append(ENGLISH.get(phrase.key(), arguments)).append('\n');
    }
    return all.toString();
  }

  private static String hints(String nice, String flag) {
    return """
    # Migrating `shop`.`orders`; Ghost table is `shop`.`_orders_gho`
    # Migrating db1:3306; inspecting db2:3306; executing on util1
    # Migration started at Sun Nov 22 13:00:00 +0000 2026
    # chunk-size: 1000; max-lag-millis: 1500ms; dml-batch-size: 10; max-load: Threads_running=50; critical-load: Threads_running=100; nice-ratio: %s
    # throttle-flag-file: /tmp/gone/orders.throttle%s
    # throttle-additional-flag-file: /tmp/gone/all.throttle
    # postpone-cut-over-flag-file: /tmp/gone/orders.postpone [set]
    """
        .formatted(nice, flag);
  }
}
