using CallQueue.Businesses;
using CallQueue.Outboxes;
using CallQueue.Searches;
using Npgsql;

namespace CallQueue.CallLog;

/// <summary>
/// Each ended call as a row in PostgreSQL [S1.37]. While PostgreSQL is not there, ends wait in their businesses' outboxes.
/// Thread-safe.
/// </summary>
public sealed class CallLogSink : IEndingSink, ICallHistory, IAsyncDisposable
{
    /// <summary>A row that the database rejects because of its values; every other failure is retried.</summary>
    private const string DataExceptions = "22";
    private static readonly Delivery.Refused RefusedRow = new("PostgreSQL rejected its row");

    private readonly NpgsqlDataSource _database;
    private readonly Lock _migrating = new();
    private Task? _migrated;

    public CallLogSink(CallLogConnection connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        _database = NpgsqlDataSource.Create(connection.Text);
    }

    public string Name => "call_log";

    public int MostAtOnce => 128;

    public bool Wants(BusinessSettings settings) => true;

    public Task<IReadOnlyList<Delivery>> DeliverAsync(EndingBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);

        // Off the business's turn: its calls continue meanwhile.
        return Task.Run(() => WriteAsync(batch));
    }

    /// <inheritdoc/>
    public async Task<LoggedCalls> FindAsync(BusinessId business, CallCriteria asked, string? customId, LoggedPlace? after, int count)
    {
        ArgumentNullException.ThrowIfNull(asked);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        try
        {
            await MigratedAsync();
            return await CallLogSearch.FindAsync(_database, business, asked, customId, after, count);
        }
        catch (Exception e) when (Failures.IsExpected(e))
        {
            throw Failures.Of(e);
        }
    }

    /// <summary>Whether PostgreSQL answers and the tables are there.</summary>
    /// <exception cref="SinkUnavailableException">It does not; the message has the reason without secrets.</exception>
    public async Task CheckAsync()
    {
        try
        {
            await MigratedAsync();
            await using NpgsqlCommand command = _database.CreateCommand("select 1");
            await command.ExecuteScalarAsync();
        }
        catch (Exception e) when (Failures.IsExpected(e))
        {
            throw Failures.Of(e);
        }
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    private async Task<IReadOnlyList<Delivery>> WriteAsync(EndingBatch batch)
    {
        try
        {
            await MigratedAsync();
            List<CallLogRow> rows = [.. batch.Endings.OfType<Ending.OfCall>().Select(ending => CallLogRow.Of(batch.Business, ending))];
            HashSet<string> refused = rows.Count > 0 ? await InsertAsync(rows) : [];
            return [.. batch.Endings.Select(ending => refused.Contains(ending.EventId) ? RefusedRow : (Delivery)Delivery.Done.Instance)];
        }
        catch (Exception e) when (Failures.IsExpected(e))
        {
            throw Failures.Of(e);
        }
    }

    /// <summary>Writes all rows at once; if one is rejected, each row separately. Returns the events of the rejected rows.</summary>
    private async Task<HashSet<string>> InsertAsync(List<CallLogRow> rows)
    {
        try
        {
            await CallLogTable.InsertAsync(_database, rows);
            return [];
        }
        catch (PostgresException e) when (e.SqlState.StartsWith(DataExceptions, StringComparison.Ordinal))
        {
            if (rows.Count == 1) return await InsertWithoutDataAsync(rows[0]) ? [] : [rows[0].EventId];
            HashSet<string> refused = [];
            foreach (CallLogRow row in rows) refused.UnionWith(await InsertAsync([row]));
            return refused;
        }
    }

    /// <summary>The call gets its row even when PostgreSQL can't store the submitter's JSON, such as a lone surrogate.</summary>
    private async Task<bool> InsertWithoutDataAsync(CallLogRow row)
    {
        try
        {
            await CallLogTable.InsertAsync(_database, [row with { Data = null }]);
            return true;
        }
        catch (PostgresException e) when (e.SqlState.StartsWith(DataExceptions, StringComparison.Ordinal))
        {
            return false;
        }
    }

    /// <summary>Migrates once for all; again after it has failed.</summary>
    private Task MigratedAsync()
    {
        lock (_migrating)
        {
            if (_migrated is null or { IsFaulted: true } or { IsCanceled: true }) _migrated = Migrator.MigrateAsync(_database);
            return _migrated;
        }
    }
}
