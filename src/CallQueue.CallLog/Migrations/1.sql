-- One row for each time that a call has ended. Rows are facts: they are never changed. A call that was opened again by
-- hand and has ended again has a second row; the view below gives the last end of each.
create table callqueue.call_log (
  event_id text primary key,
  business_id text not null,
  call_id text not null,
  run_id text,
  run_index integer,
  phone_number text not null,
  outcome text not null,
  reason text,
  attempts_made integer not null,
  attempts jsonb not null,
  carrier text,
  carrier_call_id text,
  started_at timestamptz,
  answered_at timestamptz,
  ended_at timestamptz not null,
  talk_seconds double precision,
  recording_url text,
  data jsonb,
  logged_at timestamptz not null default now()
);

create index call_log_by_time on callqueue.call_log (business_id, ended_at);
create index call_log_by_call on callqueue.call_log (business_id, call_id, ended_at desc);
create index call_log_by_run on callqueue.call_log (business_id, run_id, run_index) where run_id is not null;

create view callqueue.last_call_log as
  select distinct on (business_id, call_id) * from callqueue.call_log order by business_id, call_id, ended_at desc;
