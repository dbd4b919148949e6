package dev.ghostwatch.alert.trial;

import dev.ghostwatch.alert.rule.LifeCycle;
import dev.ghostwatch.alert.rule.Phase;
import dev.ghostwatch.alert.rule.RuleEngine;
import dev.ghostwatch.alert.rule.RulePlayer;
import dev.ghostwatch.alert.rule.RuleSet;
import dev.ghostwatch.alert.rule.RuleView;
import dev.ghostwatch.alert.subject.AgentHealth;
import dev.ghostwatch.alert.subject.Subject;
import dev.ghostwatch.config.rule.RuleTestFile;
import dev.ghostwatch.config.schema.Problem;
import dev.ghostwatch.model.FigureSource;
import dev.ghostwatch.model.MigrationEvent;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.model.layers.ServersAndHost;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Plays one test of rules and compares what fires with what is expected. */
public final class RuleTrial {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  /**
   * A moment at which something else was than expected.
   *
   * @param at since the beginning
   * @param what {@code firing} or {@code pending}
   * @param expected names of rules
   * @param found likewise
   */
  public record Difference(Duration at, String what, List<String> expected, List<String> found) {}

  /** Gives the pictures of a recording one after another. */
  @FunctionalInterface
  public interface Pictures {
    /** The next; null at the end. */
    @Nullable Snapshot next() throws IOException;
  }

  private final RuleSet rules;

  public RuleTrial(RuleSet rules) {
    this.rules = rules;
  }

  /**
   * Plays made-up samples.
   *
   * @param problems gets what is wrong with the test itself
   */
  public List<Difference> play(RuleTestFile.Case test, List<Problem> problems) {
    Series series = Series.of(test, problems);
    if (!problems.isEmpty()) {
      return List.of();
    }
    RuleEngine engine = engine(test.interval());
    RulePlayer player = new RulePlayer(engine);
    List<RuleTestFile.Expectation> expectations = inOrder(test);
    List<RuleTestFile.Line> lines = new ArrayList<>(test.log());
    lines.sort(Comparator.comparing(RuleTestFile.Line::at));
    List<Difference> differences = new ArrayList<>();
    int next = 0;
    int line = 0;
    for (int sample = 0; next < expectations.size(); sample++) {
      Duration time = test.interval().multipliedBy(sample);
      Instant now = START.plus(time);
      while (line < lines.size() && lines.get(line).at().compareTo(time) <= 0) {
        say(player, lines.get(line), START.plus(lines.get(line).at()));
        line++;
      }
      // What is expected between two samples is what the one before left.
      while (next < expectations.size() && expectations.get(next).at().compareTo(time) < 0) {
        compare(engine, expectations.get(next++), differences);
      }
      Picture picture = series.at(sample);
      player.play(picture.snapshot(now), picture.around(now), AgentHealth.UNKNOWN, now);
      engine.evaluate(new Subject.OfAgent(picture.around(now), AgentHealth.UNKNOWN, now), now);
      while (next < expectations.size() && expectations.get(next).at().compareTo(time) <= 0) {
        compare(engine, expectations.get(next++), differences);
      }
    }
    return differences;
  }

  /** Plays a recording; its first picture is the beginning. */
  public List<Difference> play(RuleTestFile.Case test, Pictures recording) throws IOException {
    RuleEngine engine = engine(test.interval());
    RulePlayer player = new RulePlayer(engine);
    List<RuleTestFile.Expectation> expectations = inOrder(test);
    List<Difference> differences = new ArrayList<>();
    Instant first = null;
    int next = 0;
    Snapshot snapshot;
    while ((snapshot = recording.next()) != null) {
      Instant now = snapshot.observedAt() == null ? START : snapshot.observedAt();
      first = first == null ? now : first;
      Duration time = Duration.between(first, now);
      while (next < expectations.size() && expectations.get(next).at().compareTo(time) < 0) {
        compare(engine, expectations.get(next++), differences);
      }
      player.play(snapshot, ServersAndHost.NOTHING, AgentHealth.UNKNOWN, now);
    }
    while (next < expectations.size()) {
      compare(engine, expectations.get(next++), differences);
    }
    return differences;
  }

  private RuleEngine engine(Duration interval) {
    Duration gap = interval.multipliedBy(2);
    Duration usual = LifeCycle.LIVE.longestGap();
    return new RuleEngine(rules, new LifeCycle(gap.compareTo(usual) > 0 ? gap : usual), List.of());
  }

  private static List<RuleTestFile.Expectation> inOrder(RuleTestFile.Case test) {
    return test.expect().stream()
        .sorted(Comparator.comparing(RuleTestFile.Expectation::at))
        .toList();
  }

  private static void say(RulePlayer player, RuleTestFile.Line line, Instant at) {
    String type =
        switch (line.level()) {
          case FATAL -> MigrationEvent.FATAL;
          case ERROR -> MigrationEvent.ERROR;
          case WARNING -> MigrationEvent.WARNING;
          case INFO -> null;
        };
    if (type != null) {
      player.happened(new MigrationEvent(at, type, line.text(), FigureSource.LOG));
    }
  }

  private static void compare(
      RuleEngine engine, RuleTestFile.Expectation expected, List<Difference> differences) {
    compare(engine, Phase.FIRING, expected.firing(), expected.at(), differences);
    if (expected.pending() != null) {
      compare(engine, Phase.PENDING, expected.pending(), expected.at(), differences);
    }
  }

  private static void compare(
      RuleEngine engine,
      Phase phase,
      List<String> expected,
      Duration at,
      List<Difference> differences) {
    TreeSet<String> found = new TreeSet<>();
    for (RuleView view : engine.views()) {
      if (view.state().phase() == phase) {
        found.add(view.state().rule());
      }
    }
    if (!found.equals(new TreeSet<>(expected))) {
      differences.add(
          new Difference(
              at, phase.word(), List.copyOf(new TreeSet<>(expected)), List.copyOf(found)));
    }
  }
}
