using CallQueue.Calls;
using CallQueue.Trunks;
using CallQueue.Validation;

namespace CallQueue.Businesses.Leases;

/// <summary>
/// No I/O: the trunks of a business in the order in which it prefers them. A call goes to the first that takes calls and has a free channel: one that is
/// stopped, pauses or is full is passed over. One that only paces its dials is waited for, and so is one whose answer is on its way. Channels of a later trunk
/// are asked for only while those of the earlier ones are not enough.
/// </summary>
internal sealed class TrunkShares
{
    private readonly TrunkLine[] _all;
    private TrunkLine[] _order;

    /// <param name="all">The trunks of this process, at least one, in the order of its settings.</param>
    public TrunkShares(IEnumerable<TrunkLine> all) => _order = _all = [.. all];

    /// <summary>Every trunk of this process: those that the business does not use (any more) get back what they have booked for it.</summary>
    public ReadOnlySpan<TrunkLine> All => _all;

    /// <summary>The trunks that the business uses, the preferred one first; empty when none of those it names is there.</summary>
    public IReadOnlyList<TrunkLine> Order => _order;

    /// <summary>What the business names and this process does not have; null: nothing.</summary>
    public string? Missing { get; private set; }

    private bool IsOne => _all.Length == 1;

    /// <summary>The settings name the trunks; null: all of them, in this process's order.</summary>
    public void Prefer(IReadOnlyList<string>? names)
    {
        _order = names is null ? _all : [.. names.Select(name => Array.Find(_all, line => line.IsNamed(name))).OfType<TrunkLine>().Distinct()];
        Missing = names?.FirstOrDefault(name => !Array.Exists(_all, line => line.IsNamed(name)));
    }

    /// <summary>The first name that means no trunk of this process; null: each means one.</summary>
    public FieldProblem? FindProblem(IReadOnlyList<string>? names)
    {
        int unknown = names?.ToList().FindIndex(name => !Array.Exists(_all, line => line.IsNamed(name))) ?? -1;
        return unknown < 0 ? null
            : new FieldProblem("trunks", $"is not a trunk of this deployment, which has {string.Join(", ", _all.Select(line => line.Carrier == line.Id.Value ? line.Carrier : $"{line.Carrier} ({line.Id})"))}; got '{names![unknown]}'", unknown);
    }

    /// <summary>Whether the business prefers a trunk to all others.</summary>
    public bool IsFirst(TrunkLine line) => _order.Length > 0 && _order[0] == line;

    public TrunkLine? Find(TrunkId id) => Array.Find(_all, line => line.Id == id);

    /// <summary>The trunk of a lease; null: it is no longer one of this process.</summary>
    public TrunkLine? Of(Lease lease) => lease.Trunk is { } id ? Find(id) : _all[0];

    /// <summary>
    /// A lease has ended without a call. Where there is another trunk, a failed dial sends the next ones there, until a single one has shown that this one takes
    /// calls. A refusal of that one person shows it too.
    /// </summary>
    public void Ended(Lease lease, LeaseEnd end)
    {
        if (Of(lease)?.Share is not { } share) return;
        if (end.Attempt is not { } attempt) share.Untried();
        else if (attempt.Outcome is not null) share.Reached(lease.LeasedAt);
        else if (!IsOne && lease.Withdraw is null && end.RefusedFrom is null) share.Failed();
    }

    /// <summary>What a lease notes: nothing where there is no choice.</summary>
    public TrunkId? NameOf(TrunkLine line) => IsOne ? null : line.Id;

    /// <summary>Calls live on a trunk.</summary>
    public int Live(TrunkLine line, Slots slots) => IsOne ? slots.Live : slots.LiveOn(line.Id) + (line == _all[0] ? slots.LiveOn(null) : 0);

    /// <summary>The trunk that the next call goes to; null when none takes it now.</summary>
    public TrunkLine? Free(DateTimeOffset now, Slots slots)
    {
        foreach (TrunkLine line in _order)
        {
            if (HoldOf(line, now, slots) is not { } hold) return line;
            if (!IsPassedOver(hold.Kind)) return null;
        }

        return null;
    }

    /// <summary>Why no call is dialed now: the hold of the trunk that is waited for, or of the first if all are passed over. Null when one takes calls.</summary>
    public Hold? Hold(DateTimeOffset now, Slots slots)
    {
        Hold? first = null;
        foreach (TrunkLine line in _order)
        {
            if (HoldOf(line, now, slots) is not { } hold) return null;
            if (!IsPassedOver(hold.Kind)) return hold;
            first ??= hold;
        }

        return first ?? new Hold(HoldKind.TrunkStopped, $"none of the trunks that the business names is there: {Missing}");
    }

    /// <summary>The trunk whose hold <see cref="Hold"/> is; null when there is none.</summary>
    public TrunkLine? Holding(DateTimeOffset now, Slots slots) =>
        _order.FirstOrDefault(line => HoldOf(line, now, slots) is { } hold && !IsPassedOver(hold.Kind)) ?? _order.FirstOrDefault();

    /// <summary>Live calls that the business could have on a trunk now.</summary>
    /// <param name="wanted">On all of them: its slots.</param>
    public int Demand(TrunkLine line, int wanted, DateTimeOffset now)
    {
        foreach (TrunkLine earlier in _order)
        {
            if (earlier == line) return Math.Max(0, wanted);
            if (!earlier.Share.IsKnown) return 0;
            if (earlier.Share.TakesCalls(now)) wanted -= earlier.Share.Share;
        }

        return 0;
    }

    /// <summary>Live calls that it may have on all of its trunks.</summary>
    public int Channels(DateTimeOffset now)
    {
        int channels = 0;
        foreach (TrunkLine line in _order) if (_order.Length == 1 || line.Share.TakesCalls(now)) channels += line.Share.Share;
        return channels;
    }

    /// <summary>When a trunk that pauses takes calls again.</summary>
    public DateTimeOffset? NextAt(DateTimeOffset now)
    {
        DateTimeOffset? next = null;
        foreach (TrunkLine line in _order) if (line.Share.PausedUntil is { } at && at > now && !(at > next)) next = at;
        return next;
    }

    private Hold? HoldOf(TrunkLine line, DateTimeOffset now, Slots slots) =>
        line.Share.Hold(now) ?? (Live(line, slots) >= line.Share.Share ? new Hold(HoldKind.TrunkChannels) : null);

    private static bool IsPassedOver(HoldKind kind) => kind is HoldKind.TrunkStopped or HoldKind.TrunkPaused or HoldKind.TrunkChannels;
}
