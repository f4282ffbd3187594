using System.Globalization;
using CallQueue.Fences;

namespace CallQueue.CallerIds;

/// <summary>
/// No I/O: the pool of caller ids of a business, which number each dial shows, and which numbers rest. A dial counts from its lease on, and is
/// given back when it was certainly not placed: so a daily cap is never exceeded, whatever crashes.
/// </summary>
internal sealed class CallerIdPool
{
    private static readonly TimeSpan FirstRest = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan LongestRest = TimeSpan.FromHours(24);

    private readonly Dictionary<PhoneNumber, CallerIdRecord> _known;
    private IReadOnlyList<CallerId> _pool = [];
    private IReadOnlyList<PhoneNumber> _numbers = [];
    private CallerIdPolicy _policy;
    private DateTimeOffset _dayEndsAt;
    private DateTimeOffset _dayBeganAt;
    private PhoneNumber? _last;

    public CallerIdPool(CallerIdPoolRecord? record, IReadOnlyList<CallerId>? pool, CallerIdPolicy? policy)
    {
        _known = (record?.Numbers ?? []).ToDictionary(one => one.Number);
        (_dayEndsAt, _dayBeganAt, _last) = (record?.DayEndsAt ?? DateTimeOffset.MinValue, record?.DayBeganAt ?? DateTimeOffset.MinValue, record?.Last);
        Change(pool, policy);
    }

    /// <summary>Whether the business has no pool.</summary>
    public bool IsEmpty => _pool.Count == 0;

    /// <summary>Null while there is nothing to store.</summary>
    public CallerIdPoolRecord? ToRecord() => _known.Count == 0 ? null : new CallerIdPoolRecord
    {
        DayEndsAt = _dayEndsAt, DayBeganAt = _dayBeganAt, Last = _last, Numbers = [.. _known.Values],
    };

    /// <summary>The settings have changed. What is known of numbers that are not in the pool any more is dropped.</summary>
    public void Change(IReadOnlyList<CallerId>? pool, CallerIdPolicy? policy)
    {
        (_pool, _policy) = (pool ?? [], policy ?? CallerIdPolicy.Sticky);
        _numbers = [.. _pool.Select(one => one.Number)];
        foreach (PhoneNumber gone in _known.Keys.Except(_numbers).ToArray()) _known.Remove(gone);
    }

    /// <summary>Begins a new day when the current one is over. A clock that is set back changes nothing.</summary>
    public void Roll(DateTimeOffset now, string? zone)
    {
        if (IsEmpty || now < _dayEndsAt) return;
        (_dayBeganAt, _dayEndsAt) = (now, CalendarPeriods.DayEnd(_dayEndsAt, now, zone ?? "UTC"));
        foreach (CallerIdRecord one in _known.Values.Where(one => one.DayDials > 0).ToArray()) _known[one.Number] = one with { DayDials = 0 };
    }

    /// <summary>Whether none of its numbers can be used now.</summary>
    public bool IsUsedUp(DateTimeOffset now)
    {
        foreach (CallerId one in _pool) if (FreeAt(one, now) is null) return false;
        return !IsEmpty;
    }

    /// <summary>The number that a dial shows, counted as dialed; null when none can be used.</summary>
    public PhoneNumber? Take(PhoneNumber callee, DateTimeOffset now)
    {
        IReadOnlyList<PhoneNumber> usable = [.. _pool.Where(one => FreeAt(one, now) is null).Select(one => one.Number)];
        if (CallerIdChoice.Choose(_policy, usable, _numbers, callee, _last) is not { } chosen) return null;
        CallerIdRecord known = Of(chosen);
        _known[chosen] = known with { DayDials = known.DayDials + 1 };
        _last = chosen;
        return chosen;
    }

    /// <summary>A dial that took the number was certainly not placed, or showed another number.</summary>
    /// <param name="takenAt">When it took it.</param>
    public void GiveBack(PhoneNumber number, DateTimeOffset takenAt)
    {
        if (takenAt >= _dayBeganAt && _known.TryGetValue(number, out CallerIdRecord? known) && known.DayDials > 0) _known[number] = known with { DayDials = known.DayDials - 1 };
    }

    /// <summary>The carrier has accepted a dial with the number.</summary>
    public void Accepted(PhoneNumber number)
    {
        if (_known.TryGetValue(number, out CallerIdRecord? known) && known.Refusals > 0) _known[number] = known with { Refusals = 0 };
    }

    /// <summary>The carrier refused the number: it rests, longer each time. Dials that were on their way when it began to rest change nothing.</summary>
    public void Refused(PhoneNumber number, string reason, DateTimeOffset now)
    {
        if (!_numbers.Contains(number)) return;
        CallerIdRecord known = Of(number);
        if (known.RestsUntil > now) return;
        TimeSpan rest = FirstRest * Math.Pow(2, Math.Min(known.Refusals, 16));
        _known[number] = known with { RestsSince = now, RestsUntil = now + (rest < LongestRest ? rest : LongestRest), Reason = reason, Refusals = known.Refusals + 1 };
    }

    /// <summary>Why no dial can take a number now, and what to do; null when one can.</summary>
    public string? FindHold(DateTimeOffset now)
    {
        if (!IsUsedUp(now)) return null;
        CallerId next = _pool.MinBy(one => FreeAt(one, now))!;
        CallerIdRecord known = Of(next.Number);
        bool isResting = known.RestsUntil > now;
        string why = isResting ? known.Reason! : Text($"daily_cap: {known.DayDials} of {next.DailyCap} dials are used");
        string todo = isResting ? "correct it at the carrier, or add another number to caller_ids" : "raise its daily_cap, or add another number to caller_ids";
        return Text($"no number of caller_ids can be used before {FreeAt(next, now)!.Value.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}, when {next.Number.Value} can ({why}); {todo}");
    }

    /// <summary>When the first number can be used again; null when one can be used now.</summary>
    public DateTimeOffset? NextAt(DateTimeOffset now) => IsUsedUp(now) ? _pool.Min(one => FreeAt(one, now)) : null;

    /// <summary>When a number can be used again; null: now.</summary>
    private DateTimeOffset? FreeAt(CallerId one, DateTimeOffset now)
    {
        if (!_known.TryGetValue(one.Number, out CallerIdRecord? known)) return null;
        DateTimeOffset? capped = known.DayDials >= one.DailyCap ? _dayEndsAt : null;
        DateTimeOffset? rests = known.RestsUntil > now ? known.RestsUntil : null;
        return capped > rests || rests is null ? capped : rests;
    }

    private CallerIdRecord Of(PhoneNumber number) => _known.GetValueOrDefault(number) ?? new CallerIdRecord(number);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
