namespace CallQueue.Trunks;

/// <summary>
/// No I/O: who has had less than its part of the channels, and who more, in channels times seconds. It decides who is next when channels do not divide evenly,
/// so that over time everybody gets its part. An instance's memory: losing it costs the turn of a few calls.
/// </summary>
internal sealed class ShareCredits
{
    /// <summary>An older debt is forgiven: who could not use its part for long does not take all channels afterwards.</summary>
    private const double Most = 600;

    private readonly Dictionary<string, double> _owed = new(StringComparer.Ordinal);
    private DateTimeOffset _at = DateTimeOffset.MaxValue;

    /// <summary>What a business is owed, in whole channel-seconds; negative when it has had more than its part.</summary>
    public long Of(string business) => (long)Math.Floor(_owed.GetValueOrDefault(business));

    /// <summary>Counts the time since the last call, in which the shares were those of <paramref name="bookings"/>.</summary>
    public void Advance(DateTimeOffset now, int channels, IReadOnlyList<TrunkBooking> bookings)
    {
        double seconds = Math.Max(0, (now - _at).TotalSeconds);
        _at = now;
        double[] parts = ChannelShares.Parts(channels, bookings);
        var before = new Dictionary<string, double>(_owed, StringComparer.Ordinal);
        _owed.Clear();
        for (int i = 0; i < bookings.Count; i++)
        {
            TrunkBooking booking = bookings[i];
            bool isServed = parts[i] >= booking.Demand && booking.Share >= booking.Demand;
            if (!isServed) _owed[booking.Business] = Math.Clamp(before.GetValueOrDefault(booking.Business) + ((parts[i] - booking.Share) * seconds), -Most, Most);
        }
    }
}
