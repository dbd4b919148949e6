package dev.ghostwatch.simulator;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The arguments of the stand-alone simulator. */
record CommandLine(
    boolean help,
    Story story,
    GhostDialect dialect,
    Optional<Path> socket,
    OptionalInt tcpPort,
    Optional<Path> log,
    double speed,
    int count,
    String database,
    String table) {
  static final String USAGE =
      """
      Simulates gh-ost migrations on control sockets and in logs.

        --story NAME     what happens (default healthy); one of
                         %s
        --version V      which release to speak like (default v1.1.10), or "bracketed"
        --socket PATH    Unix socket; with --count a folder (default gh-ost's own name in /tmp)
        --tcp PORT       TCP port on the loopback address; with --count the first of many
        --log FILE       write gh-ost's output here; with --count a folder
        --speed X        virtual seconds per real second (default 1)
        --seed N         feeds the randomness (default the story's own)
        --rows N         rows of the table (default the story's own)
        --count N        so many migrations, with numbered tables (default 1)
        --database NAME  schema of the table (default shop)
        --table NAME     the table (default orders)
      """
          .formatted(
              String.join(", ", Stories.names())
                  .replaceAll("(.{50,70}), ", "$1,\n" + " ".repeat(19)));

  static CommandLine parse(String... arguments) {
    boolean help = false;
    String story = "healthy";
    String dialect = "v1.1.10";
    Optional<Path> socket = Optional.empty();
    OptionalInt tcpPort = OptionalInt.empty();
    Optional<Path> log = Optional.empty();
    double speed = 1;
    OptionalLong seed = OptionalLong.empty();
    OptionalLong rows = OptionalLong.empty();
    int count = 1;
    String database = "shop";
    String table = "orders";
    Iterator<String> words = List.of(arguments).iterator();
    while (words.hasNext()) {
      String name = words.next();
      if (name.equals("--help") || name.equals("-h")) {
        help = true;
        continue;
      }
      if (!words.hasNext()) {
        throw new IllegalArgumentException(name + " has no value; give one after it");
      }
      String value = words.next();
      switch (name) {
        case "--story" -> story = value;
        case "--version" -> dialect = value;
        case "--socket" -> socket = Optional.of(Path.of(value));
        case "--tcp" -> tcpPort = OptionalInt.of((int) number(name, value, 0, 65_535));
        case "--log" -> log = Optional.of(Path.of(value));
        case "--speed" -> speed = positive(name, value);
        case "--seed" ->
            seed = OptionalLong.of(number(name, value, Long.MIN_VALUE, Long.MAX_VALUE));
        case "--rows" -> rows = OptionalLong.of(number(name, value, 0, Long.MAX_VALUE));
        case "--count" -> count = (int) number(name, value, 1, 100_000);
        case "--database" -> database = value;
        case "--table" -> table = value;
        default -> throw new IllegalArgumentException("there is no argument " + name);
      }
    }
    Story told = Stories.byName(story);
    if (seed.isPresent()) {
      told = told.seed(seed.getAsLong());
    }
    if (rows.isPresent()) {
      told = told.rows(rows.getAsLong());
    }
    return new CommandLine(
        help,
        told,
        GhostDialect.ofLabel(dialect),
        socket,
        tcpPort,
        log,
        speed,
        count,
        database,
        table);
  }

  private static long number(String name, String value, long least, long most) {
    try {
      long number = Long.parseLong(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException _) {
      // Told below, as a number out of range is.
    }
    throw new IllegalArgumentException(
        "%s is \"%s\"; give a whole number from %d to %d".formatted(name, value, least, most));
  }

  private static double positive(String name, String value) {
    try {
      double number = Double.parseDouble(value);
      if (number > 0 && !Double.isInfinite(number)) {
        return number;
      }
    } catch (NumberFormatException _) {
      // Told below, as a number out of range is.
    }
    throw new IllegalArgumentException(
        "%s is \"%s\"; give a number above 0, for example 60".formatted(name, value));
  }
}
