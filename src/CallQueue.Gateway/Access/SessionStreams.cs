namespace CallQueue.Access;

/// <summary>How many event streams each browser session has open. Only sessions with one are remembered. Thread-safe.</summary>
internal sealed class SessionStreams
{
    /// <summary>The most of one session. A browser needs one; those of windows that were closed end within seconds.</summary>
    public const int Most = 16;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _open = new(StringComparer.Ordinal);

    /// <summary>Begins a stream; to be disposed of at its end. Null: the session has <see cref="Most"/> already.</summary>
    public IDisposable? Enter(string session)
    {
        lock (_gate)
        {
            int open = _open.GetValueOrDefault(session);
            if (open >= Most) return null;
            _open[session] = open + 1;
            return new Place(this, session);
        }
    }

    private void Leave(string session)
    {
        lock (_gate) if (--_open[session] == 0) _open.Remove(session);
    }

    private sealed class Place(SessionStreams of, string session) : IDisposable
    {
        private int _isLeft;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isLeft, 1) == 0) of.Leave(session);
        }
    }
}
