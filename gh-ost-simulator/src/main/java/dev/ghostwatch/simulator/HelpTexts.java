package dev.ghostwatch.simulator;

/** The answer to {@code help} of every release. */
final class HelpTexts {
  private static final String STATUS_AND_SUP =
      """
      available commands:
      status                               # Print a detailed status message
      sup                                  # Print a short status message
      """;
  private static final String CPU_PROFILE =
      "cpu-profile=<options>                # Print a base64-encoded runtime/pprof CPU profile"
          + " using a duration, default: 30s. Comma-separated options 'gzip' and/or 'block'"
          + " (blocked profile) may follow the profile duration\n";
  private static final String COORDINATES =
      "coordinates                          # Print the currently inspected coordinates\n";
  // Releases before applier and inspector aligned this line with tabs.
  private static final String COORDINATES_WITH_TABS =
      "coordinates\t\t\t\t\t\t\t\t\t\t\t\t\t # Print the currently inspected coordinates\n";
  private static final String HOSTS =
      """
      applier                              # Print the hostname of the applier
      inspector                            # Print the hostname of the inspector
      """;
  private static final String CHUNK_SIZE =
      "chunk-size=<newsize>                 # Set a new chunk-size\n";
  private static final String DML_BATCH_SIZE =
      "dml-batch-size=<newsize>             # Set a new dml-batch-size\n";
  private static final String LIMITS =
      """
      critical-load=<load>                 # Set a new set of max-load thresholds
      max-lag-millis=<max-lag>             # Set a new replication lag threshold
      replication-lag-query=<query>        # Set a new query that determines replication lag (no quotes)
      max-load=<load>                      # Set a new set of max-load thresholds
      throttle-query=<query>               # Set a new throttle-query (no quotes)
      """;
  private static final String THROTTLE_HTTP =
      "throttle-http=<URL>                  # Set a new throttle URL\n";
  private static final String THROTTLE =
      """
      throttle-control-replicas=<replicas> # Set a new comma delimited list of throttle control replicas
      throttle                             # Force throttling
      no-throttle                          # End forced throttling (other throttling may still apply)
      """;
  private static final String POSTPONE =
      "postpone-cut-over-flag-file=<path>   # Postpone the cut-over phase, writing a cut over flag"
          + " file to the given path\n";
  private static final String END =
      """
      unpostpone                           # Bail out a cut-over postpone; proceed to cut-over
      panic                                # panic and quit without cleanup
      help                                 # This message
      """;
  private static final String QUESTION =
      "- use '?' (question mark) as argument to get info rather than set. e.g. \"max-load=?\" will"
          + " just print out current max-load.\n";

  private HelpTexts() {}

  static String help(GhostDialect dialect) {
    StringBuilder help = new StringBuilder(STATUS_AND_SUP);
    boolean asks = dialect.has(DialectTrait.ANSWERS_QUESTIONS);
    boolean hosts = dialect.has(DialectTrait.APPLIER_AND_INSPECTOR);
    append(help, dialect.has(DialectTrait.CPU_PROFILE), CPU_PROFILE);
    append(
        help, dialect.has(DialectTrait.COORDINATES), hosts ? COORDINATES : COORDINATES_WITH_TABS);
    append(help, hosts, HOSTS);
    help.append(CHUNK_SIZE);
    append(help, dialect.has(DialectTrait.DML_BATCH_SIZE), DML_BATCH_SIZE);
    // The oldest release misspells a word.
    help.append(
        ("nice-ratio=<ratio>                   # Set a new nice-ratio, immediate sleep after each"
                + " row-copy operation, float (examples: 0 is %s, 0.7 adds 70%% runtime, 1.0"
                + " doubles runtime, 2.0 triples runtime, ...)\n")
            .formatted(asks ? "aggressive" : "agrressive"));
    help.append(LIMITS);
    append(help, dialect.has(DialectTrait.THROTTLE_HTTP), THROTTLE_HTTP);
    help.append(THROTTLE);
    append(help, dialect.has(DialectTrait.POSTPONE_COMMAND), POSTPONE);
    help.append(END);
    // The oldest release ends with an empty line instead.
    help.append(asks ? QUESTION : "\n");
    return help.toString();
  }

  private static void append(StringBuilder help, boolean wanted, String text) {
    if (wanted) {
      help.append(text);
    }
  }
}
