using CallQueue.Rates;

namespace CallQueue.Trunks;

/// <summary>
/// No I/O: permits to dial, never more per second than the account takes. While several businesses wait for them, each gets its part by weight: whoever has
/// had least for its weight comes first (start-time fair queueing). A business that does not come back for its turn loses it.
/// </summary>
internal sealed class DialPacing
{
    private static readonly TimeSpan TurnLasts = TimeSpan.FromSeconds(2);

    /// <summary>When to come again while the permits that are free are kept for those who are first.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(20);

    /// <summary>Who waits for longer asks again this often: those who are first may leave.</summary>
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(2);

    private const double Rounding = 1e-6;

    private readonly RateRule _rule;
    private readonly RateLimit _rate;
    private readonly List<Waiter> _line = [];

    public DialPacing(double dialsPerSecond)
    {
        // Half a dial per second is one per two seconds; two and a half are five per two seconds.
        int seconds = Enumerable.Range(1, 60).First(s => s == 60 || (dialsPerSecond * s >= 1 && dialsPerSecond * s % 1 == 0));
        _rule = new RateRule(Math.Max(1, (int)(dialsPerSecond * seconds)), TimeSpan.FromSeconds(seconds));
        _rate = new RateLimit([_rule], []);
    }

    /// <summary>Permits for now, at most <paramref name="wanted"/>, and when to ask for more; null when none are missing.</summary>
    /// <param name="weight">At least 1: permits beside those of another business that waits.</param>
    public (int Permits, DateTimeOffset? NextAt) Ask(string business, int wanted, DateTimeOffset now, int weight = 1)
    {
        _line.RemoveAll(waiter => waiter.At + TurnLasts <= now);
        if (wanted <= 0)
        {
            if (_line.Find(waiter => waiter.Business == business) is { } leaving) leaving.Wanted = 0;
            return (0, null);
        }

        Waiter own = Join(business);
        (own.Weight, own.Wanted) = (weight, wanted);
        int permits = Most(own, Math.Min(wanted, _rate.Free(now, 0)));
        for (int i = 0; i < permits; i++) _rate.Record(now);
        own.Had += (double)permits / weight;
        own.Wanted -= permits;
        own.At = own.Wanted == 0 ? now : NextAt(Before(own, 1), now);
        return (permits, own.Wanted == 0 ? null : own.At);
    }

    /// <summary>When the permit after <paramref name="before"/> others is free.</summary>
    private DateTimeOffset NextAt(int before, DateTimeOffset now)
    {
        DateTimeOffset at = (_rate.NextAt(now, (before % _rule.Count) + 1) ?? now + Soon) + (before / _rule.Count * _rule.Period);
        return at - now > AskAgain && before >= _rule.Count ? now + AskAgain : at;
    }

    /// <summary>Its place in the line. Who has not waited begins where the others are: not having dialed earns no permits.</summary>
    private Waiter Join(string business)
    {
        Waiter? own = _line.Find(waiter => waiter.Business == business);
        if (own is { Wanted: > 0 }) return own;
        if (own is null) _line.Add(own = new Waiter(business));
        IEnumerable<Waiter> waiting = _line.Where(waiter => waiter.Wanted > 0);
        if (waiting.Any()) own.Had = Math.Max(own.Had, waiting.Min(waiter => waiter.Had));
        return own;
    }

    /// <summary>How many of the free permits are its own, when each goes to whoever is first then.</summary>
    private int Most(Waiter own, int free)
    {
        (int low, int high) = (0, free);
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            if (middle + Before(own, middle) <= free) low = middle;
            else high = middle - 1;
        }

        return low;
    }

    /// <summary>Permits that others get before its next one (1), the one after it (2) and so on.</summary>
    private int Before(Waiter own, int number)
    {
        double had = own.Had + ((number - 1) / (double)own.Weight);
        long before = 0;
        bool isAhead = true;
        foreach (Waiter other in _line)
        {
            if (other == own) isAhead = false;
            else if (other.Wanted > 0) before += Math.Min(other.Wanted, other.Until(had, isAhead));
        }

        return (int)Math.Min(before, int.MaxValue - 1);
    }

    /// <param name="business">Who waits.</param>
    private sealed class Waiter(string business)
    {
        public string Business => business;

        public int Weight { get; set; } = 1;

        /// <summary>Permits that it waits for; 0: it has left the line, and what it had is still counted.</summary>
        public int Wanted { get; set; }

        /// <summary>Permits that it had, divided by its weight; of one that came later, counted from where the others were.</summary>
        public double Had { get; set; }

        /// <summary>When it is to come, or last came.</summary>
        public DateTimeOffset At { get; set; }

        /// <summary>How many permits it gets before somebody who has had as much.</summary>
        /// <param name="isFirst">Whether it comes first when both have had the same.</param>
        public long Until(double had, bool isFirst)
        {
            double more = (had - Had) * Weight;
            return Math.Max(0, isFirst ? (long)Math.Floor(more + Rounding) + 1 : (long)Math.Ceiling(more - Rounding));
        }
    }
}
