-- What actions changed and have not taken back: an agent that was killed takes it back after its restart.
create table action_change (
  id integer primary key,
  run text not null,
  endpoint text not null,
  database_name text not null,
  table_name text not null,
  rule text not null,
  setting text not null,
  before_value text not null,
  after_value text not null,
  at_millis integer not null,
  expires_millis integer,
  restore integer not null,
  restore_on_stop integer not null
);
