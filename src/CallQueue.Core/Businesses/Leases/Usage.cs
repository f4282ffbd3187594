using System.Globalization;
using CallQueue.Fences;

namespace CallQueue.Businesses.Leases;

/// <summary>
/// No I/O: how much a business has called in this hour and this day, and whether it may go on. A dial counts from the lease on: as under way until
/// the carrier has received it, then in the hour and the day of that instant. So a limit is never exceeded, whatever crashes.
/// </summary>
internal sealed class Usage(UsageRecord? record)
{
    /// <summary>Hours with dials that are remembered.</summary>
    private const int MostPast = 48;

    /// <summary>With fewer hours than this nobody can say what is usual.</summary>
    private const int LeastPast = 24;

    /// <summary>The usual rate counts as at least this many dials in an hour, so that small businesses are not held for a few calls more.</summary>
    private const int LeastUsual = 20;

    /// <summary>So many times the usual rate is a jump.</summary>
    private const int Jump = 10;

    private static readonly TimeSpan ConfirmedFor = TimeSpan.FromHours(24);

    /// <summary>The bits of <see cref="_told"/> that end with the hour: those of dials per hour.</summary>
    private const int HourBits = 0b11;

    private readonly List<int> _past = [.. record?.Past ?? []];
    private DateTimeOffset _hourEndsAt = record?.HourEndsAt ?? DateTimeOffset.MinValue;
    private DateTimeOffset _dayEndsAt = record?.DayEndsAt ?? DateTimeOffset.MinValue;
    private int _hourDials = record?.HourDials ?? 0;
    private int _dayDials = record?.DayDials ?? 0;
    private double _daySeconds = record?.DaySeconds ?? 0;
    private decimal _dayCost = record?.DayCost ?? 0;
    private int _told = record?.Told ?? 0;
    private DateTimeOffset? _jumpedAt = record?.JumpedAt;
    private DateTimeOffset? _confirmedUntil = record?.ConfirmedUntil;
    private IReadOnlyList<int>? _storedPast = record?.Past;

    private bool IsEver => _hourDials > 0 || _dayDials > 0 || _daySeconds > 0 || _past.Count > 0;

    /// <summary>Null before the first dial.</summary>
    public UsageRecord? ToRecord() => !IsEver ? null : new UsageRecord
    {
        HourEndsAt = _hourEndsAt, DayEndsAt = _dayEndsAt, HourDials = _hourDials, DayDials = _dayDials, DaySeconds = _daySeconds, DayCost = _dayCost,
        Past = _past.Count == 0 ? null : _storedPast ??= [.. _past], Told = _told, JumpedAt = _jumpedAt, ConfirmedUntil = _confirmedUntil,
    };

    public UsageSnapshot ToSnapshot() => new(
        _hourDials, IsEver ? _hourEndsAt : null, _dayDials, Math.Round(_daySeconds / 60, 2), _dayCost, IsEver ? _dayEndsAt : null, _jumpedAt);

    /// <summary>Begins a new hour and a new day when the current ones are over. A clock that is set back changes nothing.</summary>
    public void Roll(DateTimeOffset now, string? zone)
    {
        if (now >= _hourEndsAt)
        {
            if (_hourDials > 0) Remember(_hourDials);
            (_hourDials, _told, _hourEndsAt) = (0, _told & ~HourBits, CalendarPeriods.HourEnd(_hourEndsAt, now, zone ?? "UTC"));
        }

        if (now < _dayEndsAt) return;
        (_dayDials, _daySeconds, _dayCost, _told, _dayEndsAt) = (0, 0, 0, _told & HourBits, CalendarPeriods.DayEnd(_dayEndsAt, now, zone ?? "UTC"));
    }

    /// <summary>A carrier has received a dial.</summary>
    public void Dialed()
    {
        _hourDials++;
        _dayDials++;
    }

    /// <summary>A call has ended after this talk.</summary>
    /// <param name="perMinute">The price of a started minute; null: unknown.</param>
    public void Talked(TimeSpan talk, decimal? perMinute)
    {
        _daySeconds += talk.TotalSeconds;
        _dayCost += (decimal)Math.Ceiling(talk.TotalMinutes) * (perMinute ?? 0);
    }

    /// <summary>How many dials may start now, beside those under way.</summary>
    public int Free(UsageLimits? limits, int underWay)
    {
        if (_jumpedAt is not null) return 0;
        if (limits is null) return int.MaxValue;
        if (_daySeconds >= (limits.MinutesPerDay ?? double.MaxValue) * 60 || _dayCost >= (limits.CostPerDay ?? decimal.MaxValue)) return 0;
        int inHour = limits.DialsPerHour is { } hour ? hour - _hourDials - underWay : int.MaxValue;
        int inDay = limits.DialsPerDay is { } day ? day - _dayDials - underWay : int.MaxValue;
        return Math.Max(0, Math.Min(inHour, inDay));
    }

    /// <summary>Why no dial may start now; null when one may. What holds longest comes first.</summary>
    public UsageHold? FindHold(UsageLimits? limits, int underWay)
    {
        if (_jumpedAt is { } at) return new UsageHold(HoldKind.Jump, Text($"more than {Jump} times the usual {Usual()} dials in an hour since {at:yyyy-MM-dd'T'HH:mm:ss'Z'}; the business's owner must confirm it"), null);
        if (limits is null || Free(limits, underWay) > 0) return null;
        if (limits.CostPerDay is { } cost && _dayCost >= cost) return Held(Text($"cost_per_day: {_dayCost} of {cost} are used"), _dayEndsAt);
        if (limits.MinutesPerDay is { } minutes && _daySeconds >= minutes * 60.0) return Held(Text($"minutes_per_day: {_daySeconds / 60:0.#} of {minutes} are used"), _dayEndsAt);
        if (limits.DialsPerDay is { } day && day - _dayDials - underWay <= 0) return Held(Text($"dials_per_day: {_dayDials} of {day} are used{UnderWay(underWay)}"), _dayEndsAt);
        return Held(Text($"dials_per_hour: {_hourDials} of {limits.DialsPerHour} are used{UnderWay(underWay)}"), _hourEndsAt);
    }

    /// <summary>Holds the business when its rate has jumped, unless its owner has confirmed it; whether it holds now.</summary>
    /// <returns>The notice of a jump that holds from now on; null without.</returns>
    public UsageNotice? FindJump(bool isWatched, DateTimeOffset now)
    {
        if (!isWatched) _jumpedAt = null;
        if (!isWatched || _jumpedAt is not null || _past.Count < LeastPast || _hourDials < Jump * LeastUsual || now < _confirmedUntil || _hourDials < Jump * Usual()) return null;
        _jumpedAt = now;
        return new UsageNotice("dial_rate", 100 * Jump, _hourDials, Usual(), null);
    }

    /// <summary>The owner confirms the rate; false when no jump holds the business.</summary>
    public bool Confirm(DateTimeOffset now)
    {
        if (_jumpedAt is null) return false;
        (_jumpedAt, _confirmedUntil) = (null, now + ConfirmedFor);
        return true;
    }

    /// <summary>The limits that are nearly or fully used since the last look; each is given once in its period, at 80 % and at 100 %.</summary>
    public IEnumerable<UsageNotice> TakeNotices(UsageLimits? limits)
    {
        if (limits is null) yield break;
        if (Take(0, "dials_per_hour", _hourDials, limits.DialsPerHour, _hourEndsAt) is { } hour) yield return hour;
        if (Take(1, "dials_per_day", _dayDials, limits.DialsPerDay, _dayEndsAt) is { } day) yield return day;
        if (Take(2, "minutes_per_day", Math.Round((decimal)_daySeconds / 60, 2), limits.MinutesPerDay, _dayEndsAt) is { } minutes) yield return minutes;
        if (Take(3, "cost_per_day", _dayCost, limits.CostPerDay, _dayEndsAt) is { } cost) yield return cost;
    }

    /// <summary>When the hour or the day ends that holds the business now.</summary>
    public DateTimeOffset? NextAt(UsageLimits? limits, int underWay) => FindHold(limits, underWay)?.Until;

    private UsageNotice? Take(int measure, string name, decimal used, decimal? limit, DateTimeOffset until)
    {
        if (limit is not { } most || used * 100 < most * 80) return null;
        int bit = used >= most ? 0b11 : 0b01;
        int told = (_told >> (2 * measure)) & 0b11;
        if ((told | bit) == told) return null;
        _told |= bit << (2 * measure);
        return new UsageNotice(name, used >= most ? 100 : 80, used, most, until);
    }

    /// <summary>The median of the remembered hours.</summary>
    private int Usual() => _past.Count == 0 ? LeastUsual : Math.Max(LeastUsual, _past.Order().ElementAt(_past.Count / 2));

    private void Remember(int dials)
    {
        _past.Add(dials);
        if (_past.Count > MostPast) _past.RemoveAt(0);
        _storedPast = null;
    }

    private static UsageHold Held(string reason, DateTimeOffset until) => new(HoldKind.Quota, Text($"{reason}; dialing resumes at {until.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}"), until);

    private static string UnderWay(int count) => count == 0 ? "" : Text($", {count} under way");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
