-- Notifications that are to be delivered, one row for each way to each receiver. What is delivered is deleted.
create table outbox (
  no integer primary key autoincrement,
  notification text not null,
  receiver text not null,
  kind text not null,
  group_key text not null,
  letter text not null,
  queued_millis integer not null,
  due_millis integer not null,
  tries integer not null default 0,
  tried_millis integer,
  -- Why the last try failed.
  cause text,
  -- When it was given up; then people decide.
  dead_millis integer,
  unique (notification, receiver, kind)
);

create index outbox_due on outbox (receiver, kind, dead_millis, due_millis);
create index outbox_group on outbox (receiver, kind, group_key, no);

-- The tries of the last minute, so that a restart does not exceed what a service takes.
create table outbox_try (
  receiver text not null,
  kind text not null,
  at_millis integer not null
);
