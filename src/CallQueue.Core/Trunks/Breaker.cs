namespace CallQueue.Trunks;

/// <summary>
/// No I/O: the circuit breaker of a carrier account. Closed, it lets dials through. It opens at once when the carrier asks to
/// slow down, and when several dials within seconds never reached it; while it is open, nothing is dialed. What fails again soon
/// after it closes opens it for longer, up to a minute. Once it has stayed closed for as long as it was open, and at least ten
/// seconds, it begins again: one throttled request in a thousand must not stop all businesses for a minute.
/// </summary>
internal sealed class Breaker
{
    private const int FailuresThatOpen = 5;
    private static readonly TimeSpan FailuresWithin = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ShortestProof = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <summary>The longest pause that a carrier can ask for: one odd header must not close the account for days.</summary>
    private static readonly TimeSpan LongestAsked = TimeSpan.FromMinutes(10);

    private readonly Queue<DateTimeOffset> _failures = new();
    private TimeSpan _openFor;
    private int _level;

    /// <summary>Open until this instant: no dial before it. Null or past: closed.</summary>
    public DateTimeOffset? OpenUntil { get; private set; }

    /// <summary>A dial was not placed. True when the account is to blame rather than the call.</summary>
    /// <param name="throttled">The carrier asked the whole account to slow down.</param>
    /// <param name="retryAfter">For how long; null, or not above zero: by our own backoff. At most 10 minutes count.</param>
    /// <param name="now">The time (UTC).</param>
    public bool Fail(bool throttled, TimeSpan? retryAfter, DateTimeOffset now)
    {
        if (HasProved(now)) _level = 0;
        _failures.Enqueue(now);
        while (_failures.Peek() + FailuresWithin <= now) _failures.Dequeue();

        // Once it has been open, what fails soon after it closes is the account's fault again: a long outage costs no call.
        if (!throttled && _level == 0 && _failures.Count < FailuresThatOpen) return false;

        TimeSpan? asked = retryAfter > LongestAsked ? LongestAsked : retryAfter > TimeSpan.Zero ? retryAfter : null;
        if (OpenUntil is null || OpenUntil <= now) Open(asked ?? Backoff(), now);
        else if (asked is { } wait && now + wait > OpenUntil) Open(wait, now);
        return true;
    }

    public void Reset()
    {
        OpenUntil = null;
        _failures.Clear();
        _level = 0;
    }

    private void Open(TimeSpan time, DateTimeOffset now) => (OpenUntil, _openFor) = (now + time, time);

    /// <summary>Whether it has been closed for long enough since it was open last.</summary>
    private bool HasProved(DateTimeOffset now) => OpenUntil is { } closedAt && now - closedAt >= (_openFor > ShortestProof ? _openFor : ShortestProof);

    private TimeSpan Backoff() => TimeSpan.FromSeconds(Math.Min(Math.Pow(2, _level++), Longest.TotalSeconds));
}
