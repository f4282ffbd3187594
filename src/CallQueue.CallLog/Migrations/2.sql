-- What GET /api/calls/search looks for. While they are made, ended calls wait in their businesses' outboxes.
create index call_log_by_number on callqueue.call_log (business_id, phone_number, ended_at desc);
create index call_log_by_carrier_call on callqueue.call_log (business_id, carrier_call_id, ended_at desc) where carrier_call_id is not null;
create index call_log_by_custom_id on callqueue.call_log (business_id, (data->>'custom_call_id'), ended_at desc) where data->>'custom_call_id' is not null;
create index call_log_by_lead on callqueue.call_log (business_id, (data->>'lead_id'), ended_at desc) where data->>'lead_id' is not null;
create index call_log_by_campaign on callqueue.call_log (business_id, (data->>'campaign_id'), ended_at desc) where data->>'campaign_id' is not null;
