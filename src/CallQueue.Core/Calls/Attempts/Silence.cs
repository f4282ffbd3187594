namespace CallQueue.Calls.Attempts;

/// <summary>
/// No I/O: when the carrier is to be asked about a call of which nothing was heard for a while. Its end may have been reported and lost;
/// until somebody asks, its slot stays occupied. Any news starts the time again, so that nobody asks while reports come; so does a
/// question, answered or not.
/// </summary>
/// <param name="after">How long a call is silent before the carrier is asked.</param>
/// <param name="budget">When there is a turn to ask.</param>
/// <param name="time">The clock: elapsed time only, so that a jump of the time changes nothing.</param>
internal sealed class Silence(TimeSpan after, LookupBudget budget, TimeProvider time)
{
    private long _heardAt = time.GetTimestamp();
    private long? _turn;
    private bool _isUrgent;

    /// <summary>The carrier has said something, or is being asked.</summary>
    public void Heard()
    {
        // A turn that has come is used up; one that is still to come is not needed now.
        if (_turn is { } turn && budget.WaitFor(turn, time) > TimeSpan.Zero) budget.Return(turn);
        (_heardAt, _turn, _isUrgent) = (time.GetTimestamp(), null, false);
    }

    /// <summary>Whether nothing was heard, and nothing asked, for <paramref name="least"/>.</summary>
    public bool IsQuietFor(TimeSpan least) => time.GetElapsedTime(_heardAt) >= least;

    /// <summary>A report may have been missed: the carrier is to be asked as soon as there is a turn.</summary>
    public void Missed() => _isUrgent = true;

    /// <summary>Until the carrier is to be asked; zero: now.</summary>
    public TimeSpan Wait()
    {
        TimeSpan quiet = after - time.GetElapsedTime(_heardAt);
        if (quiet > TimeSpan.Zero && !_isUrgent) return quiet;
        return budget.WaitFor(_turn ??= budget.Take(time), time);
    }

    /// <summary>The call is over: its turn goes to another one.</summary>
    public void End()
    {
        if (_turn is { } turn) budget.Return(turn);
        _turn = null;
    }
}
