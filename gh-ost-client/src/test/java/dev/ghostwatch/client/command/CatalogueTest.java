package dev.ghostwatch.client.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No way of reading can build a command that changes anything, on any release. */
class CatalogueTest {

  private static final long SEED = 20_261_122L;

  private static final String[] WORDS = {
    "help",
    "status",
    "info",
    "sup",
    "coordinates",
    "applier",
    "inspector",
    "cpu-profile",
    "chunk-size",
    "dml-batch-size",
    "max-lag-millis",
    "nice-ratio",
    "max-load",
    "critical-load",
    "throttle-query",
    "throttle-http",
    "throttle-control-replicas",
    "replication-lag-query",
    "throttle",
    "pause",
    "suspend",
    "no-throttle",
    "unthrottle",
    "resume",
    "continue",
    "unpostpone",
    "no-postpone",
    "cut-over",
    "panic",
    "postpone-cut-over-flag-file",
    "lag",
    "?",
    "=",
    "=?",
    "==?",
    "\"?\"",
    " ",
    "\t",
    "\n",
    "\r",
    "\u0000",
    "\u00a0",
    "'",
    "\"",
    "`",
    "500",
    "select 1",
    "orders",
    ";"
  };

  @Test
  void commandsThatReadAreOfTwoClosedKinds() {
    assertThat(ReadCommand.class.getPermittedSubclasses())
        .containsExactlyInAnyOrder(Question.class, SettingQuestion.class);
    assertThat(SettingQuestion.class.getModifiers() & Modifier.FINAL).isNotZero();
    for (Class<?> type : new Class<?>[] {SettingQuestion.class, Capabilities.class}) {
      assertThat(type.getConstructors()).as("public constructors of %s", type).isEmpty();
      assertThat(Stream.of(type.getDeclaredConstructors()).map(Constructor::getModifiers))
          .as("constructors of %s", type)
          .noneMatch(modifiers -> Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers));
    }
  }

  @Test
  void noFixedQuestionChangesAnyRelease() {
    for (Question question : Question.values()) {
      for (ModelGhost ghost : ModelGhost.values()) {
        assertThat(ghost.changes(question.wire())).as("%s on %s", question.wire(), ghost).isFalse();
      }
    }
  }

  @Test
  void nothingThatReadsChangesTheReleaseItIsMadeFor() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
    int allowed = 0;
    for (int i = 0; i < 100_000; i++) {
      ModelGhost ghost = ModelGhost.values()[random.nextInt(ModelGhost.values().length)];
      Capabilities capabilities = Capabilities.parse(mutilated(ghost.help(), random));
      String text = randomText(random);
      for (String wire : readable(capabilities, text)) {
        allowed++;
        assertThat(ghost.changes(wire))
            .as("seed %d, round %d: '%s' from '%s' on %s", SEED, i, wire, text, ghost)
            .isFalse();
      }
    }
    System.out.println(
        "Catalogue: "
            + allowed
            + " reading commands built from 100000 random texts, none changes anything");
    assertThat(allowed).isGreaterThan(50_000);
  }

  /**
   * The lines of everything that reads and can be built for these capabilities, with and without
   * the user's text.
   */
  private static List<String> readable(Capabilities capabilities, String text) {
    List<String> lines = new ArrayList<>();
    if (capabilities.reading(text) instanceof Reading.Allowed(ReadCommand command)) {
      lines.add(command.wire());
    }
    for (Setting setting : Setting.values()) {
      capabilities.question(setting).map(SettingQuestion::wire).ifPresent(lines::add);
    }
    return lines;
  }

  /**
   * The help as it is, or with lines missing: capabilities are never more than what the release
   * has.
   */
  private static String mutilated(String help, RandomGenerator random) {
    if (random.nextBoolean()) {
      return help;
    }
    StringBuilder kept = new StringBuilder();
    help.lines()
        .filter(line -> random.nextInt(8) != 0)
        .forEach(line -> kept.append(line).append('\n'));
    return kept.toString();
  }

  private static String randomText(RandomGenerator random) {
    StringBuilder text = new StringBuilder();
    int words = 1 + random.nextInt(3);
    for (int i = 0; i < words; i++) {
      if (random.nextInt(20) == 0) {
        text.appendCodePoint(random.nextInt(0x3000));
      } else {
        text.append(WORDS[random.nextInt(WORDS.length)]);
      }
    }
    return text.toString();
  }

  /**
   * What gh-ost does with a line, as its documentation and the recordings say; written apart from
   * the catalogue.
   */
  private enum ModelGhost {
    OLDEST {
      @Override
      String help() {
        return HelpTexts.OLDEST;
      }

      @Override
      boolean changes(String line) {
        // Unknown commands are errors; a known one with any argument is obeyed, '?' included.
        return switch (line.split("=", 2)[0].strip()) {
          case "help",
              "status",
              "info",
              "sup",
              "coordinates",
              "applier",
              "inspector",
              "dml-batch-size",
              "throttle-http" ->
              false;
          default -> true;
        };
      }
    },
    NEWEST {
      @Override
      String help() {
        return HelpTexts.NEWEST;
      }

      @Override
      boolean changes(String line) {
        String[] parts = line.split("=", 2);
        return switch (parts[0].strip()) {
          case "help", "status", "info", "sup", "coordinates", "applier", "inspector" -> false;
          case "chunk-size",
              "dml-batch-size",
              "max-lag-millis",
              "nice-ratio",
              "max-load",
              "critical-load",
              "throttle-query",
              "throttle-http",
              "throttle-control-replicas" ->
              parts.length == 1 || !parts[1].strip().equals("?");
          default -> true;
        };
      }
    };

    abstract String help();

    abstract boolean changes(String line);
  }
}
