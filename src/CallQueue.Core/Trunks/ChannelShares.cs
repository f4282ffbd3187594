namespace CallQueue.Trunks;

/// <summary>
/// No I/O: divides the channels fairly. A business that wants less than an equal part gets all it wants; the rest is
/// divided equally among the others, again and again (max-min fairness).
/// </summary>
internal static class ChannelShares
{
    /// <summary>The fair share of each business, by its demand.</summary>
    public static IReadOnlyDictionary<string, int> Divide(int channels, IReadOnlyList<TrunkBooking> bookings)
    {
        var shares = new Dictionary<string, int>(StringComparer.Ordinal);
        int left = channels;
        int open = bookings.Count;
        foreach (TrunkBooking booking in bookings.OrderBy(b => b.Demand).ThenBy(b => b.Business, StringComparer.Ordinal))
        {
            // Rounded up, so that the odd channels go to those who come first in this order.
            int part = Math.Min(booking.Demand, (left + open - 1) / open);
            shares[booking.Business] = part;
            left -= part;
            open--;
        }

        return shares;
    }
}
