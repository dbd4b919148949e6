package dev.ghostwatch.source.mysql;

/** Rights that parts of the figures need. */
enum Need {
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
  HEARTBEAT;

  /** Whether it is a right on everything rather than SELECT on tables. */
  boolean isGlobal() {
    return switch (this) {
      case PROCESS, REPLICA_STATUS, BINLOGS -> true;
      case PERFORMANCE_SCHEMA, TABLES, HEARTBEAT -> false;
    };
  }
}
