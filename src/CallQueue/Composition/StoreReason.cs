using CallQueue.Cluster;

namespace CallQueue.Composition;

/// <summary>
/// Why the cluster's store can't be used, for a gateway that waits for it. Finding out may take a connection of its own, so it is done at the first failure and
/// then once in half a minute, not at every try.
/// </summary>
/// <param name="find">Finds the reason.</param>
/// <param name="time">The clock.</param>
internal sealed class StoreReason(Func<Exception, Task<StoreFailure>> find, TimeProvider time)
{
    public static readonly TimeSpan Again = TimeSpan.FromSeconds(30);

    private long? _foundAt;

    /// <summary>The reason of a failure, if it is time to look; else null.</summary>
    public async Task<StoreFailure?> NextAsync(Exception e)
    {
        if (_foundAt is { } at && time.GetElapsedTime(at) < Again) return null;
        StoreFailure failure = await find(e);
        _foundAt = time.GetTimestamp();
        return failure;
    }
}
