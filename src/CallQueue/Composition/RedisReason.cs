using CallQueue.Cluster;

namespace CallQueue.Composition;

/// <summary>
/// Why Redis can't be used, for a gateway that waits for it. Finding out takes a connection of its own, so it is done at the first failure and
/// then once in half a minute, not at every try.
/// </summary>
/// <param name="find">Finds the reason.</param>
/// <param name="time">The clock.</param>
internal sealed class RedisReason(Func<Task<RedisFailure>> find, TimeProvider time)
{
    public static readonly TimeSpan Again = TimeSpan.FromSeconds(30);

    private long? _foundAt;

    /// <summary>The reason, if it is time to look; else null.</summary>
    public async Task<RedisFailure?> NextAsync()
    {
        if (_foundAt is { } at && time.GetElapsedTime(at) < Again) return null;
        RedisFailure failure = await find();
        _foundAt = time.GetTimestamp();
        return failure;
    }
}
