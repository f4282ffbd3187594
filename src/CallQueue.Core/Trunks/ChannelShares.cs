namespace CallQueue.Trunks;

/// <summary>
/// No I/O: divides a trunk's channels by weight. A business that wants less than its part gets all it wants; the rest is divided among the others, again and
/// again (weighted max-min fairness). Channels reserved for a business are its own, also while it does not use them. What does not divide evenly goes in turn
/// to those who have had less than their part (<see cref="ShareCredits"/>).
/// </summary>
internal static class ChannelShares
{
    private const int Halvings = 45;
    private const double Rounding = 1e-6;

    /// <summary>The share of each business now, whole channels: as much as all together want, or as there are.</summary>
    /// <param name="owed">What each business has had too little so far, the larger the more; null: nobody.</param>
    public static IReadOnlyDictionary<string, int> Divide(int channels, IReadOnlyList<TrunkBooking> bookings, Func<string, long>? owed = null)
    {
        double[] parts = Parts(channels, bookings);
        int[] whole = [.. parts.Select(part => (int)(part + Rounding))];
        int left = (int)(parts.Sum() + Rounding) - whole.Sum();
        IEnumerable<int> byTurn = Enumerable.Range(0, bookings.Count).Where(i => parts[i] - whole[i] > Rounding)
            .OrderByDescending(i => owed?.Invoke(bookings[i].Business) ?? 0)
            .ThenByDescending(i => bookings[i].Share > whole[i]) // Who has it keeps it, unless another is owed more.
            .ThenByDescending(i => parts[i] - whole[i]).ThenBy(i => bookings[i].Business, StringComparer.Ordinal);
        foreach (int i in byTurn.Take(left)) whole[i]++;
        var shares = new Dictionary<string, int>(bookings.Count, StringComparer.Ordinal);
        for (int i = 0; i < bookings.Count; i++) shares[bookings[i].Business] = whole[i];
        return shares;
    }

    /// <summary>What each business is entitled to, in channels and parts of one, in the order of <paramref name="bookings"/>.</summary>
    public static double[] Parts(int channels, IReadOnlyList<TrunkBooking> bookings)
    {
        // More reserved than there is: each reservation is cut by the same factor.
        double reserved = bookings.Sum(b => (double)b.Reserved);
        double cut = reserved > channels ? channels / reserved : 1;
        (double Demand, double Reserved, int Weight)[] wants = [.. bookings.Select(b => ((double)b.Demand, b.Reserved * cut, b.Weight))];
        double available = Math.Min(channels - wants.Sum(want => Math.Max(0, want.Reserved - want.Demand)), wants.Sum(want => want.Demand));

        // The level is the part of weight 1. Halving finds the one at which all parts together are what there is.
        (double low, double high) = (0, wants.Length == 0 ? 0 : wants.Max(want => want.Demand / want.Weight));
        for (int i = 0; i < Halvings; i++)
        {
            double level = (low + high) / 2;
            if (SumAt(level) < available) low = level;
            else high = level;
        }

        return [.. wants.Select(want => Part(want, high))];

        double SumAt(double level)
        {
            double sum = 0;
            foreach ((double Demand, double Reserved, int Weight) want in wants) sum += Part(want, level);
            return sum;
        }
    }

    private static double Part((double Demand, double Reserved, int Weight) want, double level) => Math.Min(want.Demand, Math.Max(want.Reserved, want.Weight * level));
}
