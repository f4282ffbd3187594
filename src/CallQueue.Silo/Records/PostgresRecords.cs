using CallQueue.Cluster;
using CallQueue.Hosting;
using Npgsql;
using NpgsqlTypes;

namespace CallQueue.Records;

/// <summary>
/// Records in PostgreSQL: a row for each in the table <c>records</c>. A commit is all or nothing; commits of several actors that wait together share one
/// transaction, and each is accepted or refused by itself. A commit is acknowledged once it is on the disk, and on the synchronous standby if there is one.
/// </summary>
internal sealed class PostgresRecords : IRecordStore
{
    /// <summary>Groups of commits under way at once: while some wait for the disk, others can be checked.</summary>
    private const int CommitLanes = 4;
    private const int LoadLanes = 2;

    private const string Commit = "select place, name, stored from commit_records($1, $2, $3, $4, $5, $6)";

    private const string Load =
        """
        select wanted.place, found.data, found.version
        from unnest($1, $2) with ordinality as wanted (actor, name, place),
          lateral (select data, version from records where records.actor = wanted.actor and records.name = wanted.name offset 0) as found
        """;

    private readonly PostgresConnections _postgres;
    private readonly GroupedRequests<Batch, RecordVersion[]> _commits;
    private readonly GroupedRequests<(string Owner, string Name), StoredRecord?> _loads;

    public PostgresRecords(PostgresConnections postgres)
    {
        _postgres = postgres;
        _commits = new(CommitLanes, CommitAsync);
        _loads = new(LoadLanes, LoadAsync);
    }

    /// <inheritdoc/>
    public Task<StoredRecord?> LoadAsync(string owner, string name) => _loads.SendAsync((owner, name), null, 0);

    /// <inheritdoc/>
    public Task<RecordVersion[]> SaveAsync(string owner, IReadOnlyList<RecordWrite> batch)
    {
        var versions = new RecordVersion[batch.Count];
        for (int i = 0; i < batch.Count; i++)
            if (batch[i].Data is not null) versions[i] = new RecordVersion(WriteCount.After(batch[i].Expected.GetValueOrDefault()));
        return _commits.SendAsync(new Batch(owner, batch, versions), owner, batch.Sum(write => (long)(write.Data?.Length ?? 0)));
    }

    private async Task LoadAsync(IReadOnlyList<GroupedRequests<(string Owner, string Name), StoredRecord?>.Waiting> group)
    {
        StoredRecord?[] found = new StoredRecord?[group.Count];
        try
        {
            await using NpgsqlCommand command = _postgres.Records.CreateCommand(Load);
            Add(command, NpgsqlDbType.Text, group.Select(one => one.Request.Owner).ToArray());
            Add(command, NpgsqlDbType.Text, group.Select(one => one.Request.Name).ToArray());
            await using NpgsqlDataReader row = await command.ExecuteReaderAsync();
            while (await row.ReadAsync()) found[row.GetInt64(0) - 1] = new StoredRecord(row.GetFieldValue<byte[]>(1), new RecordVersion(row.GetString(2)));
        }
        catch (Exception e) when (PostgresFailure.IsOne(e))
        {
            throw new StorageException(PostgresFailure.Sentence(e), e);
        }

        for (int i = 0; i < group.Count; i++) group[i].Answer.TrySetResult(found[i]);
    }

    private async Task CommitAsync(IReadOnlyList<GroupedRequests<Batch, RecordVersion[]>.Waiting> group)
    {
        Dictionary<int, RecordConflictException> refused;
        try
        {
            refused = await WriteAsync([.. group.Select(one => one.Request)]);
        }
        catch (Exception e) when (PostgresFailure.IsOfValues(e) && group.Count > 1)
        {
            // Nothing was written. The one with values that PostgreSQL can't store must not keep the others.
            foreach (GroupedRequests<Batch, RecordVersion[]>.Waiting one in group) await CommitAloneAsync(one);
            return;
        }
        catch (Exception e) when (PostgresFailure.IsOne(e))
        {
            throw new StorageException(PostgresFailure.Sentence(e), e);
        }

        for (int i = 0; i < group.Count; i++)
        {
            if (refused.TryGetValue(i, out RecordConflictException? conflict)) group[i].Answer.TrySetException(conflict);
            else group[i].Answer.TrySetResult(group[i].Request.Versions);
        }
    }

    private async Task CommitAloneAsync(GroupedRequests<Batch, RecordVersion[]>.Waiting one)
    {
        try
        {
            await CommitAsync([one]);
        }
        catch (StorageException e)
        {
            one.Answer.TrySetException(e);
        }
    }

    /// <summary>Writes all batches in one transaction, except those with a version that does not match. Answers which.</summary>
    private async Task<Dictionary<int, RecordConflictException>> WriteAsync(Batch[] batches)
    {
        int count = batches.Sum(batch => batch.Writes.Count), at = 0;
        int[] places = new int[count];
        string[] owners = new string[count], names = new string[count];
        string?[] expected = new string?[count], next = new string?[count];
        ReadOnlyMemory<byte>[] data = new ReadOnlyMemory<byte>[count];
        for (int place = 0; place < batches.Length; place++)
        {
            Batch batch = batches[place];
            for (int i = 0; i < batch.Writes.Count; i++, at++)
            {
                RecordWrite write = batch.Writes[i];
                (places[at], owners[at], names[at]) = (place, batch.Owner, write.Name);
                expected[at] = write.Expected is { } version ? version.Value ?? "" : null;
                (next[at], data[at]) = (batch.Versions[i].Value, write.Data ?? ReadOnlyMemory<byte>.Empty);
            }
        }

        await using NpgsqlCommand command = _postgres.Records.CreateCommand(Commit);
        Add(command, NpgsqlDbType.Integer, places);
        Add(command, NpgsqlDbType.Text, owners);
        Add(command, NpgsqlDbType.Text, names);
        Add(command, NpgsqlDbType.Text, expected);
        Add(command, NpgsqlDbType.Text, next);
        Add(command, NpgsqlDbType.Bytea, data);
        Dictionary<int, RecordConflictException> refused = [];
        await using NpgsqlDataReader row = await command.ExecuteReaderAsync();
        while (await row.ReadAsync())
        {
            int place = row.GetInt32(0);
            refused.TryAdd(place, batches[place].Conflict(row.GetString(1), row.GetString(2)));
        }

        // The rows come before the commit; this completes after it.
        await row.NextResultAsync();

        return refused;
    }

    private static void Add<T>(NpgsqlCommand command, NpgsqlDbType type, T[] values) =>
        command.Parameters.Add(new NpgsqlParameter<T[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | type });

    private sealed record Batch(string Owner, IReadOnlyList<RecordWrite> Writes, RecordVersion[] Versions)
    {
        public RecordConflictException Conflict(string name, string stored) =>
            WriteCount.Conflict(name, Writes.First(write => write.Name == name).Expected?.Value, stored, "PostgreSQL");
    }
}
