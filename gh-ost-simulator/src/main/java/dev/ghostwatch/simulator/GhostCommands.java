package dev.ghostwatch.simulator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The commands of gh-ost, traps included: a bare throttle-query clears, and the oldest release
 * takes a question mark for a value.
 */
final class GhostCommands implements CommandInterpreter {
  private static final String THROTTLE_NOTE =
      "# Note: you may only throttle for as long as your binary logs are not purged\n";
  private static final Pattern DURATION = Pattern.compile("([0-9]+(\\.[0-9]+)?(ns|us|ms|s|m|h))+");

  private final GhostDialect dialect;
  private final RunIdentity identity;
  private final StartOptions options;
  private final RunSettings settings;
  private final World world;
  private final FlagFiles files;
  private final RunLog log;

  GhostCommands(
      GhostDialect dialect,
      RunIdentity identity,
      StartOptions options,
      RunSettings settings,
      World world,
      FlagFiles files,
      RunLog log) {
    this.dialect = dialect;
    this.identity = identity;
    this.options = options;
    this.settings = settings;
    this.world = world;
    this.files = files;
    this.log = log;
  }

  @Override
  public Answer answer(String line, Run run) throws CommandRefused {
    Words words = Words.of(line, dialect.has(DialectTrait.UNQUOTES));
    String name = words.name();
    String argument = words.argument();
    boolean asks = argument.equals("?") && dialect.has(DialectTrait.ANSWERS_QUESTIONS);
    return switch (name) {
      case "help" -> told(HelpTexts.help(dialect));
      case "sup" -> told(run.printStatus());
      case "info", "status" -> told(run.printStatusAndHint());
      case "coordinates" -> coordinates(name, argument, asks, run);
      case "applier" -> host(name, identity.migratedServer());
      case "inspector" -> host(name, identity.inspectedServer());
      case "cpu-profile" -> cpuProfile(name, argument);
      case "chunk-size" -> {
        if (asks) {
          yield value(Long.toString(settings.chunkSize()));
        }
        settings.chunkSize(GoNumbers.integer(argument));
        yield changed(run);
      }
      case "dml-batch-size" -> {
        require(DialectTrait.DML_BATCH_SIZE, name);
        if (asks) {
          yield value(Long.toString(settings.dmlBatchSize()));
        }
        settings.dmlBatchSize(GoNumbers.integer(argument));
        yield changed(run);
      }
      case "max-lag-millis" -> {
        if (asks) {
          yield value(Long.toString(settings.maxLagMillis()));
        }
        settings.maxLagMillis(GoNumbers.integer(argument));
        yield changed(run);
      }
      case "nice-ratio" -> {
        if (asks) {
          yield value(GoText.shortest(settings.niceRatio()));
        }
        settings.niceRatio(GoNumbers.decimal(argument));
        yield changed(run);
      }
      case "replication-lag-query" -> replicationLagQuery(argument, run);
      case "max-load" -> {
        if (asks) {
          yield value(settings.maxLoad().toString());
        }
        settings.maxLoad(LoadLimits.parse(argument));
        yield changed(run);
      }
      case "critical-load" -> {
        if (asks) {
          yield value(settings.criticalLoad().toString());
        }
        settings.criticalLoad(LoadLimits.parse(argument));
        yield changed(run);
      }
      case "throttle-query" -> {
        if (asks) {
          yield value(settings.throttleQuery());
        }
        settings.throttleQuery(argument);
        yield changedWithNote(run);
      }
      case "throttle-http" -> {
        require(DialectTrait.THROTTLE_HTTP, name);
        if (asks) {
          yield value(settings.throttleHttp());
        }
        settings.throttleHttp(argument);
        yield changedWithNote(run);
      }
      case "throttle-control-replicas" -> {
        if (asks) {
          yield value(String.join(",", settings.controlReplicas()));
        }
        settings.controlReplicas(replicas(argument));
        yield new Answer(
            String.join(",", settings.controlReplicas()) + "\n" + run.printStatusAndHint(), true);
      }
      case "throttle", "pause", "suspend" -> {
        checkTable("throttle", argument);
        settings.throttledByUser(true);
        yield changedWithNote(run);
      }
      case "no-throttle", "unthrottle", "resume", "continue" -> {
        checkTable("no-throttle", argument);
        settings.throttledByUser(false);
        yield changed(run);
      }
      case "postpone-cut-over-flag-file" -> postpone(name, argument, run);
      case "unpostpone", "no-postpone", "cut-over" -> unpostpone(argument, run);
      case "panic" -> panic(argument, run);
      default -> throw unknown(name);
    };
  }

  private static Answer told(String text) {
    return new Answer(text, false);
  }

  private static Answer value(String value) {
    return told(value + "\n");
  }

  private static Answer changed(Run run) {
    return new Answer(run.printStatusAndHint(), true);
  }

  private static Answer changedWithNote(Run run) {
    return new Answer(THROTTLE_NOTE + run.printStatusAndHint(), true);
  }

  private void require(DialectTrait trait, String name) throws CommandRefused {
    if (!dialect.has(trait)) {
      throw unknown(name);
    }
  }

  private CommandRefused unknown(String name) {
    return refused("Unknown command: " + name, "");
  }

  /** An error in the spelling of the dialect; the end is the full stop of older releases. */
  private CommandRefused refused(String text, String end) {
    return dialect.has(DialectTrait.PLAIN_ERRORS)
        ? new CommandRefused(Character.toLowerCase(text.charAt(0)) + text.substring(1))
        : new CommandRefused(text + end);
  }

  private Answer coordinates(String name, String argument, boolean asks, Run run)
      throws CommandRefused {
    require(DialectTrait.COORDINATES, name);
    if (asks || argument.isEmpty()) {
      return value(run.coordinates());
    }
    throw new CommandRefused("coordinates are read-only");
  }

  private Answer host(String name, String server) throws CommandRefused {
    require(DialectTrait.APPLIER_AND_INSPECTOR, name);
    return value("Host: %s, Version: %s".formatted(server, identity.serverVersion()));
  }

  private Answer cpuProfile(String name, String argument) throws CommandRefused {
    require(DialectTrait.CPU_PROFILE, name);
    String duration = argument.isEmpty() ? "30s" : argument.split(",", -1)[0];
    if (!DURATION.matcher(duration).matches()) {
      throw new CommandRefused("time: invalid duration " + GoText.quote(duration));
    }
    byte[] profile = "profile of a simulated gh-ost".getBytes(StandardCharsets.UTF_8);
    log.info(
        "Captured %d byte runtime/pprof CPU profile (gzip=%s)"
            .formatted(profile.length, argument.contains("gzip")));
    return told(Base64.getEncoder().encodeToString(profile));
  }

  private Answer replicationLagQuery(String argument, Run run) throws CommandRefused {
    if (dialect.has(DialectTrait.ANSWERS_QUESTIONS)) {
      throw new CommandRefused(
          "replication-lag-query is deprecated. gh-ost uses an internal, subsecond resolution"
              + " query");
    }
    settings.replicationLagQuery(argument);
    return changed(run);
  }

  private List<String> replicas(String list) throws CommandRefused {
    List<String> keys = new ArrayList<>();
    if (list.isEmpty()) {
      return keys;
    }
    for (String key : list.split(",", -1)) {
      int colon = key.lastIndexOf(':');
      if (colon < 0) {
        keys.add(key + ":3306");
      } else if (key.substring(colon + 1).matches("[0-9]+")) {
        keys.add(key);
      } else {
        throw refused("Invalid port: " + key.substring(colon + 1), "");
      }
    }
    return keys;
  }

  private void checkTable(String command, String argument) throws CommandRefused {
    if (dialect.has(DialectTrait.CHECKS_TABLE_NAME)) {
      refuseOtherTable(command, argument, "ignoring");
    }
  }

  private void refuseOtherTable(String command, String argument, String ignoring)
      throws CommandRefused {
    if (!argument.isEmpty() && !argument.equals(identity.table())) {
      throw refused(
          "User commanded '%s' on %s, but migrated table is %s; %s request"
              .formatted(command, argument, identity.table(), ignoring),
          ".");
    }
  }

  private Answer postpone(String name, String path, Run run) throws CommandRefused {
    require(DialectTrait.POSTPONE_COMMAND, name);
    if (path.isEmpty()) {
      throw new CommandRefused(
          "user commanded 'postpone-cut-over-flag-file' without specifying file path");
    }
    if (!world.fileExists(path)) {
      try {
        files.create(path);
      } catch (IOException e) {
        throw new CommandRefused(
            "failed to create postpone cut-over flag file %s: %s".formatted(path, e.getMessage()));
      }
      log.info("Created postpone-cut-over-flag-file: " + path);
    }
    settings.postponeFlagFile(path);
    return new Answer("Postponed\n" + run.printStatusAndHint(), true);
  }

  private Answer unpostpone(String argument, Run run) throws CommandRefused {
    if (argument.isEmpty() && options.cutOver().namedCutOver()) {
      throw refused(
          "User commanded 'unpostpone' without specifying table name, but --force-named-cut-over"
              + " is set",
          "");
    }
    // The oldest release misspells the word.
    refuseOtherTable(
        "unpostpone",
        argument,
        dialect.has(DialectTrait.CHECKS_TABLE_NAME) ? "ignoring" : "ingoring");
    if (!run.postponing()) {
      String end = dialect.has(DialectTrait.PLAIN_ERRORS) ? "" : ".";
      return value(
          "You may only invoke this when gh-ost is actively postponing migration. At this time it"
              + " is not"
              + end);
    }
    run.unpostpone();
    return new Answer("Unpostponed\n" + run.printStatusAndHint(), true);
  }

  private Answer panic(String argument, Run run) throws CommandRefused {
    CommandRefused reason;
    if (dialect.has(DialectTrait.CHECKS_TABLE_NAME)) {
      if (argument.isEmpty() && options.cutOver().namedPanic()) {
        throw refused(
            "User commanded 'panic' without specifying table name, but --force-named-panic is set",
            "");
      }
      refuseOtherTable("panic", argument, "ignoring");
      reason =
          refused(
              "User commanded 'panic'. The migration will be aborted without cleanup. Please drop"
                  + " the gh-ost tables before trying again",
              ".");
    } else {
      reason =
          new CommandRefused("User commanded 'panic'. I will now panic, without cleanup. PANIC!");
    }
    run.panic(reason.reply());
    throw reason;
  }
}
