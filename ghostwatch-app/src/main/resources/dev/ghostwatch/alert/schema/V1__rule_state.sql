-- Times are milliseconds of the epoch. Unknown is null.

-- Where each alert of each rule stands, so that a restart neither repeats nor forgets.
create table rule_state (
  rule text not null,
  labels text not null,
  phase text not null,
  since_millis integer not null,
  seen_millis integer not null,
  held_millis integer,
  starts_millis integer,
  ends_millis integer,
  title_en text,
  message_en text,
  title_zh text,
  message_zh text,
  primary key (rule, labels)
);
