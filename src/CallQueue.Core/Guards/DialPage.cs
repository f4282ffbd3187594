using CallQueue.Rates;

namespace CallQueue.Guards;

/// <summary>
/// No I/O: which numbers were called when, as far as a cap may ask, and when they may be called again. Caps are exact in every
/// sliding period: a dial stops counting one period after the instant by which the carrier had certainly received it.
/// </summary>
internal sealed class DialPage(DialPageRecord? record)
{
    private readonly IReadOnlyList<DialNote> _dials = record?.Dials ?? [];

    /// <summary>Until when a number may not be called beside its dial under <paramref name="lease"/>; null when it may be now.</summary>
    public DateTimeOffset? CappedUntil(PhoneNumber number, long lease, IReadOnlyList<RateRule> caps, DateTimeOffset now)
    {
        long digits = NumberPlace.DigitsOf(number);
        List<DateTimeOffset> others = [.. _dials.Where(dial => dial.Number == digits && dial.Lease != lease).Select(dial => dial.At).Order()];
        DateTimeOffset?[] ends = [.. caps.Where(cap => others.Count >= cap.Count).Select(cap => (DateTimeOffset?)(others[^cap.Count] + cap.Period))];
        return ends.Max() is { } until && until > now ? until : null;
    }

    /// <summary>Dials of a number beside that under <paramref name="lease"/>, as far back as the caps count.</summary>
    public int Called(PhoneNumber number, long lease, IReadOnlyList<RateRule> caps, DateTimeOffset now)
    {
        (long digits, DateTimeOffset from) = (NumberPlace.DigitsOf(number), now - caps.Max(cap => cap.Period));
        return _dials.Count(dial => dial.Number == digits && dial.Lease != lease && dial.At > from);
    }

    /// <summary>The page with a dial added, once for each lease, and without dials that no cap needs any more.</summary>
    public DialPageRecord With(DialNote dial, IReadOnlyList<RateRule> caps, DateTimeOffset now)
    {
        DateTimeOffset from = now - caps.Max(cap => cap.Period);
        return new DialPageRecord([.. _dials.Where(known => known.At > from && !IsIt(known, dial.Number, dial.Lease)), dial]);
    }

    /// <summary>The page with a dial from elsewhere, once for each lease.</summary>
    public DialPageRecord With(DialNote dial) => new([.. _dials.Where(known => !IsIt(known, dial.Number, dial.Lease)), dial]);

    /// <summary>The page without a dial; null when it is not there.</summary>
    public DialPageRecord? Without(PhoneNumber number, long lease)
    {
        long digits = NumberPlace.DigitsOf(number);
        DialNote[] left = [.. _dials.Where(known => !IsIt(known, digits, lease))];
        return left.Length == _dials.Count ? null : new DialPageRecord(left);
    }

    /// <summary>The page without any dial of a number; null when there is none.</summary>
    public DialPageRecord? Without(PhoneNumber number)
    {
        long digits = NumberPlace.DigitsOf(number);
        DialNote[] left = [.. _dials.Where(known => known.Number != digits)];
        return left.Length == _dials.Count ? null : new DialPageRecord(left);
    }

    private static bool IsIt(DialNote dial, long number, long lease) => dial.Number == number && dial.Lease == lease;
}
