using System.Globalization;
using System.Text;

namespace CallQueue.Events;

/// <summary>
/// One event stream's place at the topics that it follows. It stores no events: when it is ready for more, it takes the newest of each topic. So a viewer that
/// reads slowly skips states, and holds nobody up.
/// </summary>
internal sealed class Viewer : IDisposable
{
    private readonly EventHub _hub;
    private readonly string _prefix;
    private readonly long[] _seen;
    private TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Viewer(EventHub hub, string prefix, long seen, IEnumerable<TopicWatch> watches)
    {
        (_hub, _prefix, Watches) = (hub, prefix, [.. watches]);
        _seen = new long[Watches.Length];
        Array.Fill(_seen, seen);
        _news.SetResult();
    }

    internal TopicWatch[] Watches { get; }

    /// <summary>Waits until there may be news, or for <paramref name="wait"/>; false: there was none.</summary>
    public async Task<bool> WaitAsync(TimeSpan wait, TimeProvider time, CancellationToken ending)
    {
        try
        {
            await Volatile.Read(ref _news).Task.WaitAsync(wait, time, ending);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    /// <summary>The newest event of each topic that it has not taken before, in the order of their numbers; empty when there is none.</summary>
    public IReadOnlyList<PublishedEvent> Take() => _hub.Take(this);

    /// <summary>The line with the event's id.</summary>
    public byte[] IdOf(PublishedEvent news) => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"id: {_prefix}{news.Number}\n"));

    public void Dispose() => _hub.Leave(this);

    /// <summary>There is news. The hub calls it under its lock.</summary>
    internal void Wake() => _news.TrySetResult();

    /// <summary>The hub calls it under its lock.</summary>
    internal IReadOnlyList<PublishedEvent> TakeNews()
    {
        Volatile.Write(ref _news, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        List<PublishedEvent> news = [];
        for (int place = 0; place < Watches.Length; place++)
        {
            if (Watches[place].Latest is not { } latest || latest.Number <= _seen[place]) continue;
            _seen[place] = latest.Number;
            news.Add(latest);
        }

        news.Sort((a, b) => a.Number.CompareTo(b.Number));
        return news;
    }
}
