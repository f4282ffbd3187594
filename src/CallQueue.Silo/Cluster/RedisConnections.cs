using StackExchange.Redis;

namespace CallQueue.Cluster;

/// <summary>
/// This process's connections to Redis: one for records, reminders and the directory, one for membership alone, so that a
/// backlog of records never delays the sign of life. Opened when first asked for; both reconnect by themselves.
/// </summary>
internal sealed class RedisConnections(ConfigurationOptions configuration) : IAsyncDisposable
{
    private readonly Lazy<Task<ConnectionMultiplexer>> _records = new(() => ConnectionMultiplexer.ConnectAsync(configuration));
    private readonly Lazy<Task<ConnectionMultiplexer>> _membership = new(() => ConnectionMultiplexer.ConnectAsync(configuration));

    /// <summary>The providers' validators insist on it, though the connection is ours.</summary>
    public ConfigurationOptions Configuration => configuration;

    public async Task<(IConnectionMultiplexer Multiplexer, bool IsShared)> RecordsAsync() => (await _records.Value, true);

    public async Task<(IConnectionMultiplexer Multiplexer, bool IsShared)> MembershipAsync() => (await _membership.Value, true);

    public async ValueTask DisposeAsync()
    {
        foreach (Lazy<Task<ConnectionMultiplexer>> connection in (Lazy<Task<ConnectionMultiplexer>>[])[_records, _membership])
            if (connection is { IsValueCreated: true, Value.IsCompletedSuccessfully: true }) await (await connection.Value).DisposeAsync();
    }
}
