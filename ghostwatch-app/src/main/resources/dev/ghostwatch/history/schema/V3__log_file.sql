-- Where a run printed to, so that its last words can be read when nobody saw it end.
alter table migration add column log_file ${text};
