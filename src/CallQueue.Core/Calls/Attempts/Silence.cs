namespace CallQueue.Calls.Attempts;

/// <summary>
/// No I/O: when the carrier is to be asked about a call of which nothing was heard for a while. Its end may have been reported and lost;
/// until somebody asks, its slot stays occupied. Any news starts the time again, so that nobody asks while reports come. While the
/// carrier can't say, it is asked more and more rarely.
/// </summary>
/// <param name="after">How long a call is silent before the carrier is asked.</param>
/// <param name="budget">When there is a turn to ask.</param>
/// <param name="time">The clock: elapsed time only, so that a jump of the time changes nothing.</param>
internal sealed class Silence(TimeSpan after, LookupBudget budget, TimeProvider time)
{
    private const int MostDoublings = 3;

    private long _heardAt = time.GetTimestamp();
    private long? _turn;
    private int _unanswered;
    private bool _isUrgent;

    /// <summary>The carrier, or the call's own dial, has said something.</summary>
    public void Heard() => Begin(unanswered: 0);

    /// <summary>The carrier is being asked: nobody else does meanwhile.</summary>
    public void Asked() => Begin(_unanswered);

    /// <summary>The carrier was asked and could not say.</summary>
    public void NotAnswered() => Begin(Math.Min(_unanswered + 1, MostDoublings));

    /// <summary>A report may have been missed: the carrier is to be asked as soon as there is a turn.</summary>
    public void Missed() => _isUrgent = true;

    /// <summary>Until the carrier is to be asked; zero: now.</summary>
    public TimeSpan Wait()
    {
        TimeSpan quiet = (after * (1 << _unanswered)) - time.GetElapsedTime(_heardAt);
        if (quiet > TimeSpan.Zero && !_isUrgent) return quiet;
        return budget.WaitFor(_turn ??= budget.Take(time), time);
    }

    /// <summary>The call is over: its turn goes to another one.</summary>
    public void End()
    {
        if (_turn is { } turn) budget.Return(turn);
        _turn = null;
    }

    private void Begin(int unanswered)
    {
        // A turn that has come is used up; one that is still to come is not needed now.
        if (_turn is { } turn && budget.WaitFor(turn, time) > TimeSpan.Zero) budget.Return(turn);
        (_heardAt, _unanswered, _turn, _isUrgent) = (time.GetTimestamp(), unanswered, null, false);
    }
}
