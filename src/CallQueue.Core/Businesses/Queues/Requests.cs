namespace CallQueue.Businesses.Queues;

/// <summary>
/// Something asked of one call that only its own record can answer. On record before the call is asked, so that an
/// answer lost in a crash is asked for again and counted once.
/// </summary>
/// <param name="Number">Of the counter of leases: to the call it is a lease under which nothing is dialed, and older ones are late.</param>
/// <param name="Run">The ordinal of the run in which it waits; 0 when it waits alone, or when that does not matter.</param>
/// <param name="IsWaiting">It waits, although it may not have a record.</param>
internal sealed record CallRequest(long Number, string Call, RequestKind Kind, int Run, bool IsWaiting);

internal enum RequestKind
{
    Cancel,
    Retry,
}

/// <summary>No I/O: the open requests, and the calls that must not be leased because of a request or while they are moved.</summary>
internal sealed class Requests(IReadOnlyList<CallRequest>? open)
{
    private readonly List<CallRequest> _open = [.. open ?? []];
    private readonly Dictionary<string, TaskCompletionSource> _moving = new(StringComparer.Ordinal);

    public IReadOnlyList<CallRequest> Open => _open;

    public CallRequest? Find(string call) => _open.Find(request => request.Call == call);

    public CallRequest? Find(long number) => _open.Find(request => request.Number == number);

    public void Add(CallRequest request) => _open.Add(request);

    public bool Remove(CallRequest request) => _open.Remove(request);

    /// <summary>Completes when the move of the call has ended; null when it is not being moved.</summary>
    public Task? MoveOf(string call) => _moving.GetValueOrDefault(call)?.Task;

    public void BeginMove(string call) => _moving.Add(call, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    public void EndMove(string call)
    {
        if (_moving.Remove(call, out TaskCompletionSource? moving)) moving.SetResult();
    }

    /// <summary>Whether a call is not to be leased now.</summary>
    public bool Hold(Func<string> name)
    {
        if (_open.Count + _moving.Count == 0) return false;
        string call = name();
        return _moving.ContainsKey(call) || Find(call) is not null;
    }
}
