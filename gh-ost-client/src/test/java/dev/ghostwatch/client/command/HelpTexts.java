package dev.ghostwatch.client.command;

/** The help of real releases, shortened where the lines are alike. */
final class HelpTexts {

  /** v1.0.21: without a question mark. */
  static final String OLDEST =
      """
      available commands:
      status                               # Print a detailed status message
      sup                                  # Print a short status message
      chunk-size=<newsize>                 # Set a new chunk-size
      nice-ratio=<ratio>                   # Set a new nice-ratio, immediate sleep after each row-copy operation, float (examples: 0 is agrressive, 0.7 adds 70% runtime, 1.0 doubles runtime, 2.0 triples runtime, ...)
      critical-load=<load>                 # Set a new set of max-load thresholds
      max-lag-millis=<max-lag>             # Set a new replication lag threshold
      replication-lag-query=<query>        # Set a new query that determines replication lag (no quotes)
      max-load=<load>                      # Set a new set of max-load thresholds
      throttle-query=<query>               # Set a new throttle-query (no quotes)
      throttle-control-replicas=<replicas> # Set a new comma delimited list of throttle control replicas
      throttle                             # Force throttling
      no-throttle                          # End forced throttling (other throttling may still apply)
      unpostpone                           # Bail out a cut-over postpone; proceed to cut-over
      panic                                # panic and quit without cleanup
      help                                 # This message

      """;

  /** v1.1.10 and v1.2-dev. */
  static final String NEWEST =
      """
      available commands:
      status                               # Print a detailed status message
      sup                                  # Print a short status message
      cpu-profile=<options>                # Print a base64-encoded runtime/pprof CPU profile using a duration, default: 30s.
      coordinates\t\t\t\t\t\t\t\t\t\t\t\t\t # Print the currently inspected coordinates
      applier                              # Print the hostname of the applier
      inspector                            # Print the hostname of the inspector
      chunk-size=<newsize>                 # Set a new chunk-size
      dml-batch-size=<newsize>             # Set a new dml-batch-size
      nice-ratio=<ratio>                   # Set a new nice-ratio
      critical-load=<load>                 # Set a new set of max-load thresholds
      max-lag-millis=<max-lag>             # Set a new replication lag threshold
      replication-lag-query=<query>        # Set a new query that determines replication lag (no quotes)
      max-load=<load>                      # Set a new set of max-load thresholds
      throttle-query=<query>               # Set a new throttle-query (no quotes)
      throttle-http=<URL>                  # Set a new throttle URL
      throttle-control-replicas=<replicas> # Set a new comma delimited list of throttle control replicas
      throttle                             # Force throttling
      no-throttle                          # End forced throttling (other throttling may still apply)
      postpone-cut-over-flag-file=<path>   # Postpone the cut-over phase, writing a cut over flag file to the given path
      unpostpone                           # Bail out a cut-over postpone; proceed to cut-over
      panic                                # panic and quit without cleanup
      help                                 # This message
      - use '?' (question mark) as argument to get info rather than set. e.g. "max-load=?" will just print out current max-load.

      """;

  private HelpTexts() {}
}
