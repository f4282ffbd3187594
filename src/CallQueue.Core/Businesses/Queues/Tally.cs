using CallQueue.Runs;

namespace CallQueue.Businesses.Queues;

/// <summary>Where a call is, as far as counting goes.</summary>
internal enum Place
{
    Ready,
    Delayed,
    Live,
}

/// <summary>
/// No I/O: exact counters, changed by transitions only, so that total = ready + delayed + live + ended at any moment and
/// nothing ever needs recounting.
/// </summary>
internal sealed class Tally(CallCounts counts, DialCounts? dials = null)
{
    private readonly long[] _places = [counts.Ready, counts.Delayed, counts.Live];
    private readonly long[] _ends = [.. Enum.GetValues<Outcome>().Select(counts.Of)];
    private long _total = counts.Total;

    public long Ready => _places[(int)Place.Ready];

    public long Delayed => _places[(int)Place.Delayed];

    public long Waiting => Ready + Delayed;

    public long Of(Place place) => _places[(int)place];

    /// <summary>Calls that have not ended.</summary>
    public long Open => Waiting + _places[(int)Place.Live];

    public long Ended => _ends.Sum();

    /// <summary>What was dialed and answered; null: nothing.</summary>
    public DialCounts? Dials { get; private set; } = dials;

    private DialCounts Known => Dials ?? DialCounts.Zero;

    public CallCounts Counts => new()
    {
        Total = _total,
        Ready = Ready,
        Delayed = Delayed,
        Live = _places[(int)Place.Live],
        Completed = _ends[(int)Outcome.Completed],
        Busy = _ends[(int)Outcome.Busy],
        NoAnswer = _ends[(int)Outcome.NoAnswer],
        Failed = _ends[(int)Outcome.Failed],
        Canceled = _ends[(int)Outcome.Canceled],
        Rejected = _ends[(int)Outcome.Rejected],
        Expired = _ends[(int)Outcome.Expired],
        Blocked = _ends[(int)Outcome.Blocked],
        Voicemail = _ends[(int)Outcome.Voicemail],
        NoAgent = _ends[(int)Outcome.NoAgent],
    };

    /// <summary>
    /// The counts as shown: the place of a call with a tombstone is an estimate until its turn comes, so one place may for a while
    /// be below zero and the other too high.
    /// </summary>
    public CallCounts Shown
    {
        get
        {
            long ready = Math.Clamp(Ready, 0, Math.Max(0, Waiting));
            return Counts with { Ready = ready, Delayed = Waiting - ready };
        }
    }

    public void Add(Place place, long calls = 1)
    {
        _total += calls;
        _places[(int)place] += calls;
    }

    /// <summary>A carrier has received a create request.</summary>
    public void Dialed() => Dials = Known with { Dialed = Known.Dialed + 1 };

    /// <summary>A call has ended that was answered.</summary>
    public void Answered(TimeSpan talk) => Dials = Known with { Answered = Known.Answered + 1, TalkSeconds = Known.TalkSeconds + (long)Math.Round(talk.TotalSeconds) };

    public void Move(Place from, Place to)
    {
        _places[(int)from]--;
        _places[(int)to]++;
    }

    public void End(Place from, Outcome outcome, long calls = 1)
    {
        _places[(int)from] -= calls;
        _ends[(int)outcome] += calls;
    }

    /// <summary>A call that had ended waits again.</summary>
    public void Reopen(Outcome ended, Place place)
    {
        _ends[(int)ended]--;
        _places[(int)place]++;
    }

    /// <summary>Removes calls that were counted twice, or that were not accepted after all.</summary>
    public void TakeBack(Place from, long calls = 1)
    {
        _places[(int)from] -= calls;
        _total -= calls;
    }

    /// <summary>Removes everything that waits; answers how many of each place.</summary>
    public (long Ready, long Delayed) TakeBackWaiting()
    {
        (long ready, long delayed) = (_places[(int)Place.Ready], _places[(int)Place.Delayed]);
        TakeBack(Place.Ready, ready);
        TakeBack(Place.Delayed, delayed);
        return (ready, delayed);
    }

    /// <summary>Everything that waits ends so; answers how many of each place.</summary>
    public (long Ready, long Delayed) EndWaiting(Outcome outcome)
    {
        (long ready, long delayed) = (_places[(int)Place.Ready], _places[(int)Place.Delayed]);
        End(Place.Ready, outcome, ready);
        End(Place.Delayed, outcome, delayed);
        return (ready, delayed);
    }
}
