-- Everything of one service id, in a schema of its name. Silos write records only through commit_records.
create table records (
  actor text collate "C" not null,
  name text collate "C" not null,
  version text collate "C" not null,
  data bytea not null,
  primary key (actor, name)
) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.05);

-- Facts of the whole service: whether its calls are real, and the proof of its data key.
create table marks (
  name text collate "C" primary key,
  value bytea not null
);

-- Where actors that live long are. Lost entries cost a load each, so writes here do not wait for the disk.
create table directory (
  cluster text collate "C" not null,
  grain text collate "C" not null,
  activation text not null,
  silo text not null,
  address text not null,
  primary key (cluster, grain)
);
create index directory_by_silo on directory (cluster, silo);

-- Commits of several actors in one transaction, each all or nothing: a version that does not match refuses its own commit only. Each write
-- has the place of its commit in the group. expected: null = any version, '' = no such record. next: null = delete.
-- The locks serialize commits of one actor, also of two first writers; what follows sees what was committed before.
create function commit_records(places integer[], actors text[], names text[], expected text[], next text[], contents bytea[])
  returns table (place integer, name text, stored text) language plpgsql as $$
#variable_conflict use_column
declare
  refused_places integer[];
  refused_names text[];
  refused_stored text[];
  write record;
begin
  perform pg_advisory_xact_lock(locks.key)
    from (select distinct hashtextextended(current_schema() || '/' || owners.actor, 0) as key from unnest(actors) as owners (actor) order by 1) as locks;

  select array_agg(checked.place), array_agg(checked.name), array_agg(checked.stored) into refused_places, refused_names, refused_stored
  from (
    select writes.place, writes.name, writes.wanted,
      coalesce((select records.version from records where records.actor = writes.actor and records.name = writes.name), '') as stored
    from unnest(places, actors, names, expected) as writes (place, actor, name, wanted)
    where writes.wanted is not null
  ) as checked
  where checked.wanted <> checked.stored collate "C";

  for write in
    select * from unnest(places, actors, names, next, contents) as writes (place, actor, name, version, data)
    where refused_places is null or writes.place <> all (refused_places)
  loop
    if write.version is null then
      delete from records where records.actor = write.actor and records.name = write.name;
    else
      insert into records (actor, name, version, data) values (write.actor, write.name, write.version, write.data)
        on conflict (actor, name) do update set version = excluded.version, data = excluded.data;
    end if;
  end loop;

  return query select * from unnest(refused_places, refused_names, refused_stored);
end
$$;

-- What the ADO.NET providers of Orleans ask for: they read their statements from a table of this name. Tables and statements are ours.
create table membership_versions (
  cluster text collate "C" primary key,
  version integer not null default 0
);

create table members (
  cluster text collate "C" not null references membership_versions,
  address text not null,
  port integer not null,
  generation integer not null,
  silo_name text not null,
  host_name text not null,
  status integer not null,
  proxy_port integer,
  suspect_times text,
  started_at timestamptz not null,
  alive_at timestamptz not null,
  primary key (cluster, address, port, generation)
);

create table reminders (
  service text collate "C" not null,
  grain text collate "C" not null,
  name text collate "C" not null,
  starts_at timestamptz not null,
  period_ms bigint not null,
  hash integer not null,
  version integer not null,
  primary key (service, grain, name)
);
create index reminders_by_hash on reminders (service, hash);

create table orleansquery (
  querykey text primary key,
  querytext text not null
);

insert into orleansquery (querykey, querytext) values
('InsertMembershipVersionKey', $$
  with added as (insert into membership_versions (cluster) values (@DeploymentId) on conflict do nothing returning 1)
  select count(*)::integer from added
$$),
('InsertMembershipKey', $$
  with counted as (
    update membership_versions set version = version + 1 where cluster = @DeploymentId and version = @Version
      and not exists (select from members where cluster = @DeploymentId and address = @Address and port = @Port and generation = @Generation)
    returning 1),
  added as (
    insert into members (cluster, address, port, generation, silo_name, host_name, status, proxy_port, started_at, alive_at)
    select @DeploymentId, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime from counted
    returning 1)
  select count(*)::integer from added
$$),
('UpdateMembershipKey', $$
  with counted as (
    update membership_versions set version = version + 1 where cluster = @DeploymentId and version = @Version
      and exists (select from members where cluster = @DeploymentId and address = @Address and port = @Port and generation = @Generation)
    returning 1),
  changed as (
    update members set status = @Status, suspect_times = @SuspectTimes, alive_at = @IAmAliveTime from counted
    where cluster = @DeploymentId and address = @Address and port = @Port and generation = @Generation
    returning 1)
  select count(*)::integer from changed
$$),
('UpdateIAmAlivetimeKey', $$
  update members set alive_at = @IAmAliveTime where cluster = @DeploymentId and address = @Address and port = @Port and generation = @Generation
$$),
('MembershipReadRowKey', $$
  select v.cluster as DeploymentId, m.address as Address, m.port as Port, m.generation as Generation, m.silo_name as SiloName, m.host_name as HostName,
    m.status as Status, m.proxy_port as ProxyPort, m.suspect_times as SuspectTimes, m.started_at as StartTime, m.alive_at as IAmAliveTime, v.version as Version
  from membership_versions v left join members m on m.cluster = v.cluster and m.address = @Address and m.port = @Port and m.generation = @Generation
  where v.cluster = @DeploymentId
$$),
('MembershipReadAllKey', $$
  select v.cluster as DeploymentId, m.address as Address, m.port as Port, m.generation as Generation, m.silo_name as SiloName, m.host_name as HostName,
    m.status as Status, m.proxy_port as ProxyPort, m.suspect_times as SuspectTimes, m.started_at as StartTime, m.alive_at as IAmAliveTime, v.version as Version
  from membership_versions v left join members m on m.cluster = v.cluster
  where v.cluster = @DeploymentId
$$),
('GatewaysQueryKey', $$
  select address as Address, proxy_port as ProxyPort, generation as Generation from members where cluster = @DeploymentId and status = @Status and proxy_port > 0
$$),
('DeleteMembershipTableEntriesKey', $$
  with gone as (delete from members where cluster = @DeploymentId)
  delete from membership_versions where cluster = @DeploymentId
$$),
('CleanupDefunctSiloEntriesKey', $$
  delete from members where cluster = @DeploymentId and status = 6 and alive_at < @IAmAliveTime and started_at < @IAmAliveTime
$$),
('CleanupDefunctSiloEntryKey', $$
  delete from members where cluster = @DeploymentId and status = 6 and address = @Address and port = @Port and generation = @Generation
    and alive_at = @IAmAliveTime and started_at = @StartTime and coalesce(suspect_times, '') = coalesce(@SuspectTimes, '')
$$),
('UpsertReminderRowKey', $$
  insert into reminders (service, grain, name, starts_at, period_ms, hash, version)
  values (@ServiceId, @GrainId, @ReminderName, @StartTime, @Period::bigint, @GrainHash, 0)
  on conflict (service, grain, name) do update
    set starts_at = excluded.starts_at, period_ms = excluded.period_ms, hash = excluded.hash, version = reminders.version + 1
  returning version as Version
$$),
('ReadReminderRowsKey', $$
  select grain as GrainId, name as ReminderName, starts_at as StartTime, period_ms as Period, version as Version
  from reminders where service = @ServiceId and grain = @GrainId
$$),
('ReadReminderRowKey', $$
  select grain as GrainId, name as ReminderName, starts_at as StartTime, period_ms as Period, version as Version
  from reminders where service = @ServiceId and grain = @GrainId and name = @ReminderName
$$),
('ReadRangeRows1Key', $$
  select grain as GrainId, name as ReminderName, starts_at as StartTime, period_ms as Period, version as Version
  from reminders where service = @ServiceId and hash > @BeginHash and hash <= @EndHash
$$),
('ReadRangeRows2Key', $$
  select grain as GrainId, name as ReminderName, starts_at as StartTime, period_ms as Period, version as Version
  from reminders where service = @ServiceId and (hash > @BeginHash or hash <= @EndHash)
$$),
('DeleteReminderRowKey', $$
  with gone as (delete from reminders where service = @ServiceId and grain = @GrainId and name = @ReminderName and version = @Version returning 1)
  select count(*)::integer from gone
$$),
('DeleteReminderRowsKey', $$
  delete from reminders where service = @ServiceId
$$);
