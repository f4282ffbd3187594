using CallQueue.Runs;

namespace CallQueue.Servers;

/// <summary>The results of a run as they stream from a server, taken in parts from the first to the last.</summary>
internal sealed class ServedResults(IAsyncEnumerable<RunResult> stream) : IAsyncDisposable
{
    private readonly IAsyncEnumerator<RunResult> _each = stream.GetAsyncEnumerator();
    private RunResult? _next;
    private bool _isAtEnd;

    /// <summary>The results of calls <paramref name="from"/> and following; parts follow one another.</summary>
    public async Task<IReadOnlyList<RunResult>> ReadAsync(int from, int count)
    {
        List<RunResult> part = [];
        while (await PeekAsync() is { } next && next.Index < from + count)
        {
            if (next.Index >= from) part.Add(next);
            _next = null;
        }

        return part;
    }

    public ValueTask DisposeAsync() => _each.DisposeAsync();

    private async Task<RunResult?> PeekAsync()
    {
        if (_next is not null || _isAtEnd) return _next;
        _isAtEnd = !await _each.MoveNextAsync();
        return _next = _isAtEnd ? null : _each.Current;
    }
}
