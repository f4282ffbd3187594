using System.Globalization;

namespace CallQueue.Rosters.Pages;

/// <summary>The zones in which people of a shard live, and the quarters of an hour of the local day in which they are called there.</summary>
internal sealed class ZoneTable
{
    /// <summary>Quarters of an hour of a day: part of the stored format.</summary>
    public const int Quarters = 96;

    private static readonly long TicksPerQuarter = TimeSpan.FromMinutes(15).Ticks;
    private readonly Dictionary<string, UInt128> _zones = new(StringComparer.Ordinal);

    public ZoneTable(IReadOnlyDictionary<string, string> stored)
    {
        foreach ((string zone, string bits) in stored) _zones.Add(zone, UInt128.Parse(bits, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
    }

    public IReadOnlyCollection<string> Zones => _zones.Keys;

    public static int QuarterOf(TimeOnly time) => (int)(time.Ticks / TicksPerQuarter);

    public static TimeOnly StartOf(int quarter) => new(quarter * TicksPerQuarter);

    /// <summary>The last second of a quarter: call times are whole seconds.</summary>
    public static TimeOnly EndOf(int quarter) => new(((quarter + 1) * TicksPerQuarter) - TimeSpan.TicksPerSecond);

    public bool Has(string zone, int quarter) => (_zones.GetValueOrDefault(zone) & Bit(quarter)) != 0;

    public void Add(string zone, int quarter) => _zones[zone] = _zones.GetValueOrDefault(zone) | Bit(quarter);

    public void Remove(string zone, int quarter)
    {
        if ((_zones[zone] &= ~Bit(quarter)) == 0) _zones.Remove(zone);
    }

    public Dictionary<string, string> ToStored() =>
        _zones.ToDictionary(zone => zone.Key, zone => zone.Value.ToString("x", CultureInfo.InvariantCulture), StringComparer.Ordinal);

    /// <summary>The quarters with calls in a zone that end after an instant, in order; at most one day.</summary>
    public IEnumerable<ZoneQuarter> After(string zone, DateTimeOffset after)
    {
        NodaTime.LocalDateTime local = LocalTimes.LocalOf(zone, after);

        // Two hours back: where the clock is set back, what it shows twice comes at its first showing.
        long first = (local.TickOfDay / TicksPerQuarter) - 8;
        DateOnly today = local.Date.ToDateOnly();
        for (long at = first; at < first + Quarters + 16; at++)
        {
            int quarter = (int)((at + Quarters) % Quarters);
            if (!Has(zone, quarter)) continue;
            DateOnly date = today.AddDays((int)((at + Quarters) / Quarters) - 1);
            if (LocalTimes.InstantOf(zone, date, EndOf(quarter)) is not { } last || last <= after) continue;
            yield return new ZoneQuarter(zone, quarter, date, LocalTimes.InstantOf(zone, date, StartOf(quarter)) ?? last);
        }
    }

    private static UInt128 Bit(int quarter) => UInt128.One << quarter;
}

/// <summary>A quarter of an hour on one date in one zone, which begins at <paramref name="From"/>.</summary>
internal readonly record struct ZoneQuarter(string Zone, int Quarter, DateOnly Date, DateTimeOffset From);
