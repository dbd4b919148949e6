-- A finding is told again with its end, an alert with its state: keys say which one is meant. Texts are keys of texts and what is filled in,
-- so that they are read in any language.
alter table finding add column title ${text};
alter table finding add column cause ${text};
alter table finding add column advice ${text};
alter table finding add column command_line ${text};
create unique index finding_key on finding (migration_no, rule_name, from_millis);

-- A command is taken over from the audit file, once, and maybe before its run was seen: it says itself what it is for.
alter table command add column migration_id ${key};
create index command_for on command (migration_id, at_millis);
alter table command add column entry_key varchar(64);
create unique index command_key on command (entry_key);

alter table alert add column alert_key varchar(64);
create unique index alert_key on alert (alert_key);
create index alert_started on alert (started_at);
