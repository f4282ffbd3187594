using System.Globalization;

namespace CallQueue.Businesses.Turns;

/// <summary>Notifies watchers of changes of a business. The stamp changes with each change of memory, the signal follows once that is durable.</summary>
internal sealed class Changes(long epoch, TimeProvider time)
{
    private static readonly TimeSpan LongestWatch = TimeSpan.FromSeconds(30);

    private readonly List<TaskCompletionSource> _watchers = [];
    private long _count;
    private bool _watchesEnded;

    public string Stamp => string.Create(CultureInfo.InvariantCulture, $"{epoch}.{_count}");

    /// <summary>Something has changed in memory.</summary>
    public void Happened() => _count++;

    /// <summary>What had changed is durable.</summary>
    public void Committed()
    {
        foreach (TaskCompletionSource watcher in _watchers) watcher.TrySetResult();
        _watchers.Clear();
    }

    /// <summary>Nobody waits any longer, now or later.</summary>
    public void End()
    {
        _watchesEnded = true;
        Committed();
    }

    /// <summary>Waits until the stamp is another than <paramref name="seenStamp"/>, or for <paramref name="wait"/>.</summary>
    public async Task WaitAsync(string seenStamp, TimeSpan wait)
    {
        DateTimeOffset until = time.GetUtcNow() + (wait < LongestWatch ? wait : LongestWatch);
        while (!_watchesEnded && seenStamp == Stamp && until - time.GetUtcNow() is var left && left > TimeSpan.Zero)
        {
            var watcher = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _watchers.Add(watcher);
            await using ITimer timer = time.CreateTimer(_ => watcher.TrySetResult(), null, left, Timeout.InfiniteTimeSpan);
            await watcher.Task;
            _watchers.Remove(watcher);
        }
    }
}
