package dev.ghostwatch.model;

import dev.ghostwatch.client.command.Setting;
import dev.ghostwatch.client.status.StatusReply;
import java.time.Instant;

/** Something a source saw of one migration, and when it was true. */
public sealed interface Observation {
  Instant at();

  /** gh-ost answered {@code status} or {@code sup}, or its log showed such lines. */
  record StatusSeen(Instant at, StatusReply reply) implements Observation {}

  /** gh-ost answered {@code NAME=?}. */
  record SettingSeen(Instant at, Setting setting, String value) implements Observation {}

  /** The process behind the migration was found. */
  record ProcessSeen(Instant at, ProcessFacts process) implements Observation {}

  /** gh-ost said which version it is. */
  record VersionSeen(Instant at, String version) implements Observation {}

  /** The run has ended. */
  record Ended(Instant at, Outcome outcome) implements Observation {}
}
