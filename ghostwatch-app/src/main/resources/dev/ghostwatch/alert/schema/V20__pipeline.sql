-- Each time an alert fired: how long, and what it said. The one that fires now has no end.
create table alert_history (
  fingerprint text not null,
  starts_millis integer not null,
  ends_millis integer,
  updated_millis integer not null,
  severity text not null,
  labels text not null,
  annotations text not null,
  texts text not null,
  primary key (fingerprint, starts_millis)
);

create index alert_history_by_start on alert_history (starts_millis);

-- What each receiver was last told of each group: fingerprints with blanks between.
create table notification_log (
  group_key text not null,
  receiver text not null,
  firing text not null,
  resolved text not null,
  at_millis integer not null,
  expires_millis integer not null,
  primary key (group_key, receiver)
);

create table silence (
  id text not null primary key,
  matchers text not null,
  starts_millis integer not null,
  ends_millis integer not null,
  author text not null,
  comment text not null,
  updated_millis integer not null
);
