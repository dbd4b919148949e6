package dev.ghostwatch.config.rule;

import dev.ghostwatch.config.schema.Key;
import dev.ghostwatch.config.schema.Kinds;
import dev.ghostwatch.config.schema.ListOf;
import dev.ghostwatch.config.schema.MapOf;
import dev.ghostwatch.config.schema.Problem;
import dev.ghostwatch.config.schema.Read;
import dev.ghostwatch.config.schema.Reading;
import dev.ghostwatch.config.schema.Section;
import dev.ghostwatch.config.schema.SourceText;
import dev.ghostwatch.config.schema.Surroundings;
import dev.ghostwatch.config.schema.Unreadable;
import dev.ghostwatch.config.schema.Wording;
import dev.ghostwatch.config.schema.YamlTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * A file of tests of rules.
 *
 * @param builtIn whether the rules that come with GhostWatch are tested too
 * @param files files with the rules
 * @param rules rules that stand in the file itself
 * @param tests what is tried
 */
public record RuleTestFile(
    boolean builtIn, List<Path> files, List<RuleConfig> rules, List<Case> tests) {
  /**
   * One test.
   *
   * @param name what is tried
   * @param interval between two samples
   * @param series values of document fields, sample by sample; {@code 7.5*10} is ten times the
   *     same, {@code _} is unknown. The last goes on
   * @param log lines of gh-ost's log
   * @param recording a folder with a recording; null when there are series
   * @param expect what must fire when
   */
  public record Case(
      SourceText name,
      Duration interval,
      Map<String, List<String>> series,
      List<Line> log,
      @Nullable Path recording,
      List<Expectation> expect) {
    public Case {
      series = Map.copyOf(series);
      log = List.copyOf(log);
      expect = List.copyOf(expect);
    }
  }

  /**
   * A line of gh-ost's log.
   *
   * @param at since the beginning
   */
  public record Line(Duration at, Level level, String text) {
    /** gh-ost's levels that matter. */
    public enum Level {
      INFO,
      WARNING,
      ERROR,
      FATAL
    }
  }

  /**
   * What must be at a moment.
   *
   * @param at since the beginning
   * @param firing names of all rules that fire
   * @param pending names of all that wait for their time; null when that does not matter
   */
  public record Expectation(Duration at, List<String> firing, @Nullable List<String> pending) {
    public Expectation {
      firing = List.copyOf(firing);
      pending = pending == null ? null : List.copyOf(pending);
    }
  }

  /**
   * What was read.
   *
   * @param file null when nothing could be
   */
  public record Loaded(@Nullable RuleTestFile file, List<Problem> problems) {}

  private static final Duration LONGEST = Duration.ofDays(30);

  private static final Section<Line> LINE =
      Section.of(keys -> {
        Key<Duration> at = keys.required("at", Kinds.duration(Duration.ZERO, LONGEST), "1m");
        Key<Line.Level> level = keys.key("level", Kinds.choice(Line.Level.class), "error");
        Key<String> text = keys.required("text", Kinds.words(), "the message");
        return values -> new Line(values.of(at), values.of(level), values.of(text));
      });

  private static final Section<Expectation> EXPECTATION =
      Section.of(keys -> {
        Key<Duration> at = keys.required("at", Kinds.duration(Duration.ZERO, LONGEST), "1m");
        Key<List<String>> firing = keys.list("firing", Kinds.words());
        Key<@Nullable List<String>> pending = keys.optional("pending", new ListOf<>(Kinds.words()));
        return values -> new Expectation(values.of(at), values.of(firing), values.of(pending));
      });

  private static final Section<Case> CASE =
      Section.of(keys -> {
        Key<String> name = keys.required("name", Kinds.words(), "lag fires");
        Key<Duration> interval =
            keys.key("interval", Kinds.duration(Duration.ofSeconds(1), Duration.ofHours(1)), "10s");
        Key<Map<String, List<String>>> series =
            keys.key("series", new MapOf<>(new ListOf<>(Kinds.words())), "{}");
        Key<List<Line>> log = keys.list("log", LINE);
        Key<@Nullable Path> recording = keys.optional("recording", Kinds.besideTheFile());
        Key<List<Expectation>> expect = keys.list("expect", EXPECTATION);
        return values -> {
          if (values.of(series).isEmpty() == (values.of(recording) == null)) {
            values.reject(series, Wording.of("config.rule.testInput"));
          }
          SourceText called = values.text(name);
          return new Case(
              called == null ? SourceText.of(values.of(name)) : called,
              values.of(interval),
              values.of(series),
              values.of(log),
              values.of(recording),
              values.of(expect));
        };
      });

  private static final Section<RuleTestFile> FILE =
      Section.of(keys -> {
        Key<Boolean> builtIn = keys.key("built-in-rules", Kinds.flag(), "false");
        Key<List<Path>> files = keys.list("rule-files", Kinds.besideTheFile());
        Key<List<RuleConfig>> rules = keys.list("rules", RuleConfig.SECTION);
        Key<List<Case>> tests = keys.list("tests", CASE);
        return values ->
            new RuleTestFile(
                values.of(builtIn), values.of(files), values.of(rules), values.of(tests));
      });

  public RuleTestFile {
    files = List.copyOf(files);
    rules = List.copyOf(rules);
    tests = List.copyOf(tests);
  }

  /** Reads a file; what is wrong is in the result. */
  public static Loaded load(Path file, Map<String, String> environment) {
    Reading reading = new Reading(file, Surroundings.of(environment, file));
    try {
      Node tree = YamlTree.of(Files.readString(file), reading);
      Read<RuleTestFile> read = tree == null ? null : FILE.read(tree, "", reading);
      return new Loaded(read == null ? null : read.value(), reading.problems());
    } catch (IOException e) {
      reading.reject(Wording.of("config.rule.unreadable", Unreadable.why(e)));
      return new Loaded(null, reading.problems());
    }
  }
}
