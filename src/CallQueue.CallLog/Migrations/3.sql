-- Versions up to 0.2 wrote 'cancelled'. Their rows stay as they are, since rows are facts; the view shows one spelling.
create or replace view callqueue.last_call_log as
  select distinct on (business_id, call_id)
    event_id, business_id, call_id, run_id, run_index, phone_number,
    case outcome when 'cancelled' then 'canceled' else outcome end as outcome,
    reason, attempts_made, attempts, carrier, carrier_call_id, started_at, answered_at, ended_at, talk_seconds, recording_url, data, logged_at
  from callqueue.call_log order by business_id, call_id, ended_at desc;
