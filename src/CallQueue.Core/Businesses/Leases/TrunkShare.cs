using CallQueue.Trunks;

namespace CallQueue.Businesses.Leases;

/// <summary>
/// No I/O: the business's share of its trunk, as this instance received it. It stays within the share that it reported
/// the trunk: a share is only ever lowered on the trunk's side after this side has lowered it.
/// </summary>
/// <param name="renewEvery">What the trunk has answered is asked for again so often; null: only when more could be used, or something is over.</param>
internal sealed class TrunkShare(TimeSpan? renewEvery = null)
{
    private static readonly TimeSpan PermitsLast = TimeSpan.FromSeconds(1);

    /// <summary>Long enough to ask the app first; the trunk gives no other probe meanwhile.</summary>
    private static readonly TimeSpan ProbeLasts = TimeSpan.FromSeconds(10);

    /// <summary>A dial after a pause holds the others back for this long at most.</summary>
    private static readonly TimeSpan TrialLasts = TimeSpan.FromSeconds(5);

    /// <summary>A question that got no answer is repeated after this long.</summary>
    private static readonly TimeSpan RepeatAfter = TimeSpan.FromSeconds(1);

    /// <summary>Who could use more asks this often: what the trunk has notified of itself may have got lost.</summary>
    private static readonly TimeSpan AskEvery = TimeSpan.FromSeconds(15);

    private long _stamp = -1;
    private int _permits;
    private bool _isPaced;
    private DateTimeOffset _permitsUntil;
    private DateTimeOffset? _probeUntil;
    private DateTimeOffset _askNotBefore;
    private AskTrunk? _asked;
    private int _demand;
    private TrunkPart? _part;

    /// <summary>The trunk has paused, or a dial failed, and none has shown since that it takes calls: one is dialed at a time.</summary>
    private bool _isUnproved;
    private DateTimeOffset? _triedAt;
    private DateTimeOffset _answeredAt;
    private bool _isChanged;

    /// <summary>The most that the trunk may have booked for this business.</summary>
    private int _booked;

    /// <summary>When the trunk answered last.</summary>
    public DateTimeOffset AnsweredAt => _answeredAt;

    /// <summary>The trunk has answered: until then it is not known what it allows.</summary>
    public bool IsKnown { get; private set; }

    /// <summary>The most calls that may be live.</summary>
    public int Share { get; private set; }

    public DateTimeOffset? OpenUntil { get; private set; }

    public string? Stopped { get; private set; }

    /// <summary>While <see cref="Stopped"/>: when the trunk may allow one call as a probe.</summary>
    public DateTimeOffset? StoppedUntil { get; private set; }

    /// <summary>Until when nothing is dialed: the trunk pauses, or the one dial after a pause or a failed dial has no result yet. Null: it takes calls.</summary>
    public DateTimeOffset? PausedUntil => _isUnproved && _triedAt is { } tried ? tried + TrialLasts : OpenUntil;

    /// <summary>No dial has shown yet that the trunk takes calls again after a pause or a failed dial.</summary>
    public bool IsUnproved => _isUnproved;

    /// <summary>Whether the trunk takes more than a single dial to find out whether it does.</summary>
    public bool TakesCalls(DateTimeOffset now) => IsKnown && Stopped is null && !_isUnproved && !(OpenUntil > now);

    /// <summary>When to ask for permits again; null when not waiting for any.</summary>
    public DateTimeOffset? PermitsAt { get; private set; }

    /// <summary>When to ask again although nothing has changed here; null when no change is expected.</summary>
    public DateTimeOffset? AskAgainAt =>
        !IsKnown || _asked is not null ? null
        : renewEvery is { } interval ? _demand > 0 ? _isChanged ? _answeredAt : _answeredAt + interval : null
        : Stopped is not null ? Later(StoppedUntil ?? _answeredAt + AskEvery, _answeredAt + RepeatAfter)
        : Share < _demand ? _answeredAt + AskEvery
        : null;

    /// <summary>Why nothing may be dialed now, regardless of the share; null when dialing is allowed.</summary>
    public Hold? Hold(DateTimeOffset now) =>
        !IsKnown ? new Hold(HoldKind.Trunk)
        : Stopped is not null && !(_probeUntil > now) ? new Hold(HoldKind.TrunkStopped, Stopped)
        : PausedUntil > now ? new Hold(HoldKind.TrunkPaused)
        : Stopped is null && _isPaced && Permits(now) == 0 ? new Hold(HoldKind.TrunkRate)
        : null;

    /// <summary>A dial has been decided on. True when it is a probe of a stopped trunk.</summary>
    public bool Spend(DateTimeOffset now)
    {
        bool isProbe = Stopped is not null;
        if (_isUnproved) _triedAt = now;
        _probeUntil = null;
        if (_isPaced && !isProbe) _permits--;
        return isProbe;
    }

    /// <summary>The carrier has accepted a dial that was leased at this time, or refused it for its own sake.</summary>
    public void Reached(DateTimeOffset leasedAt)
    {
        if (leasedAt >= (OpenUntil ?? leasedAt)) (_isUnproved, _triedAt) = (false, null);
    }

    /// <summary>The single dial after a pause did not happen after all: the next one takes its place.</summary>
    public void Untried() => _triedAt = null;

    /// <summary>A dial was certainly not placed, through no fault of its call: the next one shows whether others would be.</summary>
    public void Failed() => _isUnproved = true;

    /// <summary>The question to ask the trunk now, or null when its last answer is still valid.</summary>
    /// <param name="wanted">Calls that would be dialed now if the trunk let them.</param>
    /// <param name="part">What the operator gives the business; null: the usual.</param>
    public AskTrunk? Question(BusinessId business, long epoch, int demand, int live, int wanted, DateTimeOffset now, TrunkPart? part = null)
    {
        if (_asked is not null || now < _askNotBefore) return null;
        int dials = Stopped is not null ? AskAgainAt <= now ? Math.Min(wanted, 1) : 0
            : _isPaced && Permits(now) == 0 && (PermitsAt ?? now) <= now ? Math.Min(wanted, Math.Max(0, Share - live)) : 0;
        var question = new AskTrunk(business, epoch, Math.Max(demand, live), live, Share, dials) { Part = part };
        bool isNews = IsKnown
            ? dials > 0 || question.Demand != _demand || part != _part || Math.Max(Share, live) < _booked || (demand > 0 && AskAgainAt <= now)
            : question.Demand > 0 || _booked > 0 || part?.Reserved > 0;
        return isNews ? _asked = question : null;
    }

    /// <summary>The answer to the question asked.</summary>
    public void Answer(TrunkNotice notice, DateTimeOffset now)
    {
        AskTrunk question = _asked!;
        (_asked, IsKnown, _demand, _part, _answeredAt, _isChanged) = (null, true, question.Demand, question.Part, now, false);
        (_isPaced, _permits, PermitsAt) = (notice.Permits is not null, notice.Permits ?? 0, notice.PermitsAt);
        _permitsUntil = now + PermitsLast;
        _probeUntil = notice.Probe ? now + ProbeLasts : null;
        _booked = notice.Stamp >= _stamp ? notice.Booked : Math.Max(_booked, notice.Booked);
        Take(notice, notice.Share);
    }

    /// <summary>The question was lost; it will be asked again.</summary>
    public void NoAnswer(DateTimeOffset now) => (_asked, _askNotBefore) = (null, now + RepeatAfter);

    /// <summary>A change sent by the trunk. It does not raise the share while a question is open, nor when it is outdated.</summary>
    public void Tell(TrunkNotice notice)
    {
        // An instance that has not asked yet may still have been booked for: it gives that back.
        _booked = Math.Max(_booked, notice.Booked);
        if (!IsKnown || notice.Stamp <= _stamp) return;
        _isChanged = Share < _demand; // There may be more for the asking.
        Take(notice, _asked is null ? notice.Share : Math.Min(notice.Share, Share));
    }

    private void Take(TrunkNotice notice, int share)
    {
        if (notice.Stamp < _stamp) return;
        if (share > Share) PermitsAt = null; // A permit is of use again.
        if (notice.OpenUntil is { } open && open != OpenUntil) (_isUnproved, _triedAt) = (true, null);
        (_stamp, Share, OpenUntil, Stopped, StoppedUntil) = (notice.Stamp, share, notice.OpenUntil, notice.Stopped, notice.StoppedUntil);
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    private int Permits(DateTimeOffset now) => now < _permitsUntil ? _permits : 0;
}
