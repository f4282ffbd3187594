namespace CallQueue.Trunks;

/// <summary>
/// Pure: whether the account is to be left alone for a while. It closes at once when the carrier asks to slow down, and
/// when several dials in a row of seconds never reached it; each time for longer, up to a minute.
/// </summary>
internal sealed class Circuit
{
    private const int FailuresThatClose = 5;
    private static readonly TimeSpan FailuresWithin = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ForgottenAfter = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private readonly Queue<DateTimeOffset> _failures = new();
    private DateTimeOffset _failedAt;
    private int _level;

    /// <summary>No dial before this instant; null or past: open.</summary>
    public DateTimeOffset? ClosedUntil { get; private set; }

    /// <summary>A dial was not placed. True when the account is to blame rather than the call.</summary>
    public bool Fail(bool throttled, TimeSpan? retryAfter, DateTimeOffset now)
    {
        if (_failedAt + ForgottenAfter <= now) _level = 0;
        _failedAt = now;
        _failures.Enqueue(now);
        while (_failures.Peek() + FailuresWithin <= now) _failures.Dequeue();

        // Once it has closed, whatever fails soon after it opens is the account's fault again: a long outage costs no call.
        if (!throttled && _level == 0 && _failures.Count < FailuresThatClose) return false;

        if (ClosedUntil is null || ClosedUntil <= now) ClosedUntil = now + (retryAfter ?? Backoff());
        else if (retryAfter is { } wait && now + wait > ClosedUntil) ClosedUntil = now + wait;
        return true;
    }

    public void Reset()
    {
        ClosedUntil = null;
        _failures.Clear();
        _level = 0;
    }

    private TimeSpan Backoff() => TimeSpan.FromSeconds(Math.Min(Math.Pow(2, _level++), Longest.TotalSeconds));
}
