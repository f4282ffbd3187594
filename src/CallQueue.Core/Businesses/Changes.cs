using System.Globalization;

namespace CallQueue.Businesses;

/// <summary>Tells watchers that a business has changed. Its stamp moves with each change of memory, its signal comes once that is durable.</summary>
internal sealed class Changes(long epoch, TimeProvider time)
{
    private static readonly TimeSpan LongestWatch = TimeSpan.FromSeconds(30);

    private long _count;
    private TaskCompletionSource _committed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Stamp => string.Create(CultureInfo.InvariantCulture, $"{epoch}.{_count}");

    /// <summary>Something has changed in memory.</summary>
    public void Happened() => _count++;

    /// <summary>What had changed is durable.</summary>
    public void Committed()
    {
        TaskCompletionSource committed = _committed;
        _committed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        committed.SetResult();
    }

    /// <summary>Waits until the stamp is another than <paramref name="seenStamp"/>, or for <paramref name="wait"/>.</summary>
    public async Task WaitAsync(string? seenStamp, TimeSpan wait)
    {
        TimeSpan longest = wait < LongestWatch ? wait : LongestWatch;
        if (seenStamp != Stamp || longest <= TimeSpan.Zero) return;
        Task timeIsUp = Task.Delay(longest, time);
        while (seenStamp == Stamp && !timeIsUp.IsCompleted) await Task.WhenAny(_committed.Task, timeIsUp);
    }
}
