package dev.ghostwatch.simulator;

/**
 * The dialect of wrappers and old shell tools: replies are log lines, {@code lag} answers
 * milliseconds, and a bare setting answers its value instead of clearing it.
 */
final class BracketedCommands implements CommandInterpreter {
  private static final String HELP =
      """
      available commands:
      help                  # This message
      status                # Migrated rows, remaining time and binlog coordinates
      sup                   # One line of status
      coordinates           # Binlog coordinates
      lag                   # Replication lag in milliseconds
      chunk-size            # Show, or set with =<rows>
      max-lag-millis        # Show, or set with =<milliseconds>
      nice-ratio            # Show, or set with =<ratio>
      throttle-query        # Show, or set with =<query>
      throttle, no-throttle # Pause and go on
      postpone, unpostpone  # Hold the cut-over and let it go
      panic                 # Quit without cleanup
      """;

  private final RunIdentity identity;
  private final RunSettings settings;
  private final RunLog log;

  BracketedCommands(RunIdentity identity, RunSettings settings, RunLog log) {
    this.identity = identity;
    this.settings = settings;
    this.log = log;
  }

  @Override
  public Answer answer(String line, Run run) throws CommandRefused {
    Words words = Words.of(line, true);
    String argument = words.argument();
    boolean asks = argument.isEmpty() || argument.equals("?");
    return switch (words.name()) {
      case "help" -> new Answer(HELP, false);
      case "status", "info" -> new Answer(run.printStatusAndHint(), false);
      case "sup" -> new Answer(run.printStatus(), false);
      case "coordinates" -> value(run.coordinates());
      case "lag" -> value(Long.toString(run.lagMillis()));
      case "chunk-size" -> {
        if (asks) {
          yield value(Long.toString(settings.chunkSize()));
        }
        settings.chunkSize(GoNumbers.integer(argument));
        yield set("chunk-size", settings.chunkSize());
      }
      case "max-lag-millis" -> {
        if (asks) {
          yield value(Long.toString(settings.maxLagMillis()));
        }
        settings.maxLagMillis(GoNumbers.integer(argument));
        yield set("max-lag-millis", settings.maxLagMillis());
      }
      case "nice-ratio" -> {
        if (asks) {
          yield value(GoText.shortest(settings.niceRatio()));
        }
        settings.niceRatio(GoNumbers.decimal(argument));
        yield set("nice-ratio", GoText.shortest(settings.niceRatio()));
      }
      case "throttle-query" -> {
        if (asks) {
          yield value(settings.throttleQuery());
        }
        settings.throttleQuery(argument);
        yield set("throttle-query", settings.throttleQuery());
      }
      case "throttle" -> {
        checkTable(argument);
        settings.throttledByUser(true);
        yield set("throttle", "on");
      }
      case "no-throttle" -> {
        checkTable(argument);
        settings.throttledByUser(false);
        yield set("throttle", "off");
      }
      case "postpone" -> {
        checkTable(argument);
        run.postpone();
        yield set("postpone", "on");
      }
      case "unpostpone" -> {
        checkTable(argument);
        run.unpostpone();
        yield set("postpone", "off");
      }
      case "panic" -> {
        checkTable(argument);
        run.panic("panic commanded");
        throw new CommandRefused("panic commanded");
      }
      default -> throw new CommandRefused("unknown command: " + words.name());
    };
  }

  private static Answer value(String value) {
    return new Answer(value + "\n", false);
  }

  private Answer set(String name, Object value) {
    String text = "%s set to %s".formatted(name, value);
    log.info(text);
    return new Answer("%s [info] %s\n".formatted(log.timestamp(), text), true);
  }

  private void checkTable(String argument) throws CommandRefused {
    if (!argument.isEmpty() && !argument.equals(identity.table())) {
      throw new CommandRefused(
          "command is for table %s, but %s is migrated".formatted(argument, identity.table()));
    }
  }
}
