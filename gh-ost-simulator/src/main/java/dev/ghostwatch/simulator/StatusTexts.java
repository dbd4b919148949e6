package dev.ghostwatch.simulator;

/** The status line and the hint block of every release. */
final class StatusTexts {
  private StatusTexts() {}

  static String statusLine(GhostDialect dialect, StatusFigures figures) {
    StringBuilder line = new StringBuilder();
    line.append(
        "Copy: %d/%d %s%%; Applied: %d; Backlog: %d/%d; Time: %s(total), %s(copy); streamer: %s; "
            .formatted(
                figures.rowsCopied(),
                figures.rowsEstimate(),
                GoText.fixed(figures.percent(dialect), 1),
                figures.applied(),
                figures.backlog(),
                dialect.backlogCapacity(),
                GoText.duration(figures.elapsed()),
                GoText.duration(figures.copyElapsed()),
                figures.coordinates()));
    if (dialect.has(DialectTrait.LAG)) {
      line.append("Lag: ").append(GoText.seconds(figures.lag(), 2)).append("s, ");
    }
    if (dialect.has(DialectTrait.HEARTBEAT_LAG)) {
      line.append("HeartbeatLag: ").append(GoText.seconds(figures.heartbeatLag(), 2)).append("s, ");
    }
    return line.append("State: ")
        .append(figures.state())
        .append("; ETA: ")
        .append(figures.eta().text())
        .toString();
  }

  /** The lines that begin with a hash, each with its line end. */
  static String hintBlock(
      GhostDialect dialect,
      RunIdentity identity,
      StartOptions options,
      RunSettings settings,
      World world,
      int tcpPort) {
    StringBuilder hints = new StringBuilder();
    hints.append(
        "# Migrating %s; Ghost table is %s\n"
            .formatted(identity.quoted(identity.table()), identity.quoted(identity.ghostTable())));
    hints.append(
        "# Migrating %s; inspecting %s; executing on %s\n"
            .formatted(
                identity.migratedServer(), identity.inspectedServer(), identity.executingHost()));
    hints.append(
        "# Migration started at %s\n"
            .formatted(GoText.rubyDate(identity.started(), identity.zone())));
    hints.append(
        "# chunk-size: %d; max-lag-millis: %dms; %smax-load: %s; critical-load: %s; nice-ratio: %s\n"
            .formatted(
                settings.chunkSize(),
                settings.maxLagMillis(),
                dialect.has(DialectTrait.DML_BATCH_SIZE)
                    ? "dml-batch-size: " + settings.dmlBatchSize() + "; "
                    : "",
                settings.maxLoad(),
                settings.criticalLoad(),
                GoText.fixed(settings.niceRatio(), 6)));
    if (!settings.replicationLagQuery().isEmpty()) {
      hints.append("# replication-lag-query: ").append(settings.replicationLagQuery()).append('\n');
    }
    flagFile(
        hints,
        "throttle-flag-file",
        options.flagFiles().throttle(),
        world.throttleFlagSet(options.flagFiles().throttle()));
    flagFile(
        hints,
        "throttle-additional-flag-file",
        options.flagFiles().additional(),
        world.fileExists(options.flagFiles().additional()));
    if (!settings.throttleQuery().isEmpty()) {
      hints.append("# throttle-query: ").append(settings.throttleQuery()).append('\n');
    }
    if (!settings.controlReplicas().isEmpty() && dialect.has(DialectTrait.ANSWERS_QUESTIONS)) {
      hints
          .append("# throttle-control-replicas count: ")
          .append(settings.controlReplicas().size())
          .append('\n');
    }
    flagFile(
        hints,
        "postpone-cut-over-flag-file",
        settings.postponeFlagFile(),
        world.postponeFlagSet(settings.postponeFlagFile()));
    if (!options.flagFiles().panic().isEmpty()) {
      hints.append("# panic-flag-file: ").append(options.flagFiles().panic()).append('\n');
    }
    hints.append("# Serving on unix socket: ").append(identity.socketFile()).append('\n');
    if (tcpPort != 0) {
      hints.append("# Serving on TCP port: ").append(tcpPort).append('\n');
    }
    return hints.toString();
  }

  private static void flagFile(StringBuilder hints, String name, String path, boolean set) {
    if (!path.isEmpty()) {
      // A blank follows the path even when the file is absent.
      hints.append("# %s: %s %s\n".formatted(name, path, set ? "[set]" : ""));
    }
  }
}
