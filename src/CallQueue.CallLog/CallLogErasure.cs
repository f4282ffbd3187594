using CallQueue.Erasures;
using CallQueue.Hosting;
using Npgsql;

namespace CallQueue.CallLog;

/// <summary>Erases a number from the call log: its rows are deleted. Thread-safe.</summary>
public sealed class CallLogErasure : IErasable, IAsyncDisposable
{
    /// <summary>The table does not exist yet: no call was ever logged.</summary>
    private const string UndefinedTable = "42P01";

    /// <summary>Nor does its schema.</summary>
    private const string UndefinedSchema = "3F000";

    private readonly NpgsqlDataSource _database;

    public CallLogErasure(CallLogConnection connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        _database = NpgsqlDataSource.Create(connection.Text);
    }

    /// <inheritdoc/>
    public string Name => "call_log";

    /// <inheritdoc/>
    public async Task<long> EraseAsync(BusinessId business, PhoneNumber number)
    {
        try
        {
            await using NpgsqlCommand command = _database.CreateCommand("delete from callqueue.call_log where business_id = $1 and phone_number = $2");
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = business.Value });
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = number.Value });
            return await command.ExecuteNonQueryAsync();
        }
        catch (PostgresException e) when (e.SqlState is UndefinedTable or UndefinedSchema)
        {
            return 0;
        }
        catch (Exception e) when (Failures.IsExpected(e))
        {
            throw new UnavailableException("the call log's PostgreSQL does not respond, so its rows are not erased; repeat the request", e);
        }
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();
}
