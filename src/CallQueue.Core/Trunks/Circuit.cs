namespace CallQueue.Trunks;

/// <summary>
/// Pure: whether the account is to be left alone for a while. It closes at once when the carrier asks to slow down, and
/// when several dials in a row of seconds never reached it. What fails again soon after it opens closes it for longer, up
/// to a minute; once it has stayed open for as long as it was closed, and at least ten seconds, it begins anew: one
/// request in a thousand that is throttled must not stop everybody for a minute.
/// </summary>
internal sealed class Circuit
{
    private const int FailuresThatClose = 5;
    private static readonly TimeSpan FailuresWithin = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ShortestProof = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private readonly Queue<DateTimeOffset> _failures = new();
    private TimeSpan _closedFor;
    private int _level;

    /// <summary>No dial before this instant; null or past: open.</summary>
    public DateTimeOffset? ClosedUntil { get; private set; }

    /// <summary>A dial was not placed. True when the account is to blame rather than the call.</summary>
    public bool Fail(bool throttled, TimeSpan? retryAfter, DateTimeOffset now)
    {
        if (HasProved(now)) _level = 0;
        _failures.Enqueue(now);
        while (_failures.Peek() + FailuresWithin <= now) _failures.Dequeue();

        // Once it has closed, whatever fails soon after it opens is the account's fault again: a long outage costs no call.
        if (!throttled && _level == 0 && _failures.Count < FailuresThatClose) return false;

        if (ClosedUntil is null || ClosedUntil <= now) Close(retryAfter ?? Backoff(), now);
        else if (retryAfter is { } wait && now + wait > ClosedUntil) Close(wait, now);
        return true;
    }

    public void Reset()
    {
        ClosedUntil = null;
        _failures.Clear();
        _level = 0;
    }

    private void Close(TimeSpan time, DateTimeOffset now) => (ClosedUntil, _closedFor) = (now + time, time);

    /// <summary>Whether it has been open for long enough since it was closed last.</summary>
    private bool HasProved(DateTimeOffset now) => ClosedUntil is { } opened && now - opened >= (_closedFor > ShortestProof ? _closedFor : ShortestProof);

    private TimeSpan Backoff() => TimeSpan.FromSeconds(Math.Min(Math.Pow(2, _level++), Longest.TotalSeconds));
}
