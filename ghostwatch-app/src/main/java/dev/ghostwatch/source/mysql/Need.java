package dev.ghostwatch.source.mysql;

/** Rights that parts of the figures need. */
enum Need {
  /** None: every user may. */
  NOTHING,
  /** PROCESS: other users' sessions, transactions and locks. */
  PROCESS,
  /** The state of replication. */
  REPLICA_STATUS,
  /** The binary log's position and files. */
  BINLOGS,
  /** SELECT on the performance schema. */
  PERFORMANCE_SCHEMA,
  /** SELECT on the databases of the migrations. */
  TABLES,
  /** SELECT on the pt-heartbeat table. */
  HEARTBEAT
}
