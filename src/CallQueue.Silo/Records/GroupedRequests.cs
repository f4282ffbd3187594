namespace CallQueue.Records;

/// <summary>
/// Sends requests that wait together as one. A request that finds a lane free leaves at once; those that come while all lanes are busy share the
/// next. Thread-safe; runs on the thread pool, whatever scheduler the callers have.
/// </summary>
/// <typeparam name="TRequest">A request.</typeparam>
/// <typeparam name="TAnswer">Its answer.</typeparam>
/// <param name="lanes">How many groups may be under way at once.</param>
/// <param name="sendAsync">Sends a group and completes each of its requests; those that it leaves open fail with what it throws.</param>
internal sealed class GroupedRequests<TRequest, TAnswer>(int lanes, Func<IReadOnlyList<GroupedRequests<TRequest, TAnswer>.Waiting>, Task> sendAsync)
{
    private const int MostRequests = 64;
    private const long MostBytes = 1 << 20;

    private readonly Lock _lock = new();
    private readonly LinkedList<Waiting> _waiting = [];
    private int _busy;

    /// <summary>A request and the promise of its answer.</summary>
    /// <param name="Request">The request.</param>
    /// <param name="Owner">A group has one request of an owner at most; null: any number.</param>
    /// <param name="Bytes">Its size.</param>
    public sealed record Waiting(TRequest Request, string? Owner, long Bytes)
    {
        /// <summary>Its answer.</summary>
        public TaskCompletionSource<TAnswer> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>Completes with the answer.</summary>
    public Task<TAnswer> SendAsync(TRequest request, string? owner, long bytes)
    {
        var waiting = new Waiting(request, owner, bytes);
        lock (_lock)
        {
            _waiting.AddLast(waiting);
            if (_busy == lanes) return waiting.Answer.Task;
            _busy++;
        }

        _ = Task.Run(DrainAsync);
        return waiting.Answer.Task;
    }

    private async Task DrainAsync()
    {
        while (Take() is { Count: > 0 } group)
        {
            try
            {
                await sendAsync(group);
            }
            catch (Exception e)
            {
                foreach (Waiting one in group) one.Answer.TrySetException(e);
            }
        }
    }

    /// <summary>The next group, in the order in which the requests came; empty: this lane is free.</summary>
    private List<Waiting> Take()
    {
        List<Waiting> group = [];
        HashSet<string> owners = [];
        long bytes = 0;
        lock (_lock)
        {
            for (LinkedListNode<Waiting>? node = _waiting.First; node is not null && group.Count < MostRequests;)
            {
                LinkedListNode<Waiting> one = node;
                node = node.Next;
                if (one.Value.Owner is { } owner && !owners.Add(owner)) continue;
                bytes += one.Value.Bytes;
                if (bytes > MostBytes && group.Count > 0) break;
                group.Add(one.Value);
                _waiting.Remove(one);
            }

            if (group.Count == 0) _busy--;
        }

        return group;
    }
}
