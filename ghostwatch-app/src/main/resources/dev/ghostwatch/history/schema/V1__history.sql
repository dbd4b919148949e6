-- Times are milliseconds of the epoch. Unknown is null. No name here is reserved in SQLite, MariaDB, MySQL or PostgreSQL.

create table migration (
  no ${identity},
  id ${key} not null,
  database_name ${name} not null,
  table_name ${name} not null,
  migrated_host ${name},
  inspected_host ${name},
  executing_host ${name},
  ghost_version ${name},
  started_at bigint not null,
  ended_at bigint,
  lifecycle varchar(20) not null,
  last_words ${text},
  endpoint ${text},
  pid bigint,
  arguments ${text},
  settings ${text},
  constraint migration_id unique (id)
);
create index migration_started on migration (started_at);

-- The recent hours, a row a sample. Older ones are packed into blocks.
create table sample (
  migration_no bigint not null,
  at_millis bigint not null,
  rows_copied bigint,
  rows_estimate bigint,
  percent ${real},
  dml_applied bigint,
  backlog bigint,
  backlog_capacity bigint,
  lag_seconds ${real},
  heartbeat_lag_seconds ${real},
  replica_lag_seconds ${real},
  pt_heartbeat_lag_seconds ${real},
  state integer,
  throttle_kind integer,
  chunk_size bigint,
  nice_ratio ${real},
  dml_batch_size bigint,
  max_lag_millis bigint,
  eta_seconds bigint,
  rows_per_second ${real},
  dml_per_second ${real},
  bytes_per_second ${real},
  chunk_seconds ${real},
  query_seconds ${real},
  threads_running ${real},
  threads_connected ${real},
  slow_queries bigint,
  qps ${real},
  row_lock_waits ${real},
  history_list_length bigint,
  load_average ${real},
  cpu_ratio ${real},
  memory_bytes ${real},
  disk_read_bytes_per_second ${real},
  disk_write_bytes_per_second ${real},
  process_cpu_ratio ${real},
  process_memory_bytes ${real},
  process_read_bytes_per_second ${real},
  process_write_bytes_per_second ${real},
  primary key (migration_no, at_millis)
) ${clustered};

-- Packed points: samples (step 0) and rollups (step 10, 60 and 600 seconds).
create table block (
  migration_no bigint not null,
  step_seconds integer not null,
  start_millis bigint not null,
  end_millis bigint not null,
  points integer not null,
  data ${blob} not null,
  primary key (migration_no, step_seconds, start_millis)
);
create index block_age on block (step_seconds, start_millis);

create table setting_change (
  no ${identity},
  migration_no bigint not null,
  at_millis bigint not null,
  setting ${name} not null,
  old_value ${text},
  new_value ${text} not null
);
create index setting_change_of on setting_change (migration_no, at_millis);

create table event (
  no ${identity},
  migration_no bigint not null,
  at_millis bigint not null,
  kind ${name} not null,
  words ${text} not null,
  said_by ${name}
);
create index event_of on event (migration_no, at_millis);

create table finding (
  no ${identity},
  migration_no bigint not null,
  from_millis bigint not null,
  to_millis bigint,
  rule_name ${name} not null,
  severity varchar(20) not null,
  evidence ${text}
);
create index finding_of on finding (migration_no, from_millis);

create table command (
  no ${identity},
  migration_no bigint,
  at_millis bigint not null,
  person ${name} not null,
  endpoint ${text},
  words ${text} not null,
  old_value ${text},
  new_value ${text},
  answer ${text},
  sent integer not null
);
create index command_of on command (migration_no, at_millis);

create table alert (
  no ${identity},
  migration_no bigint,
  rule_name ${name} not null,
  severity varchar(20) not null,
  state varchar(20) not null,
  started_at bigint not null,
  ended_at bigint,
  labels ${text},
  annotations ${text}
);
create index alert_of on alert (migration_no, started_at);

-- Facts about the store itself, such as how far the spool was taken over.
create table store_fact (
  name varchar(64) not null,
  number_value bigint not null,
  primary key (name)
);
