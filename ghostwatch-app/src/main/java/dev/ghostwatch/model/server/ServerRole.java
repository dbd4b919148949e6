package dev.ghostwatch.model.server;

/** A server's place in replication, as its own replica status tells. */
public enum ServerRole {
  /** It replicates from nobody. */
  PRIMARY,
  /** It replicates from another server; others may replicate from it. */
  REPLICA
}
