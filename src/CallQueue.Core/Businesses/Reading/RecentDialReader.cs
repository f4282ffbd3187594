using CallQueue.Businesses.Ends;
using CallQueue.Businesses.Leases;
using CallQueue.Businesses.State;
using CallQueue.Guards;
using CallQueue.Hosting;
using CallQueue.PagedLists;

namespace CallQueue.Businesses.Reading;

/// <summary>
/// Finds numbers among the dials of the last hours, page by page while other turns continue. Few numbers cost few pages, however many
/// were dialed. Takes memory for the numbers asked about only.
/// </summary>
internal sealed class RecentDialReader(BusinessState state, Commits<BusinessRoot> pages)
{
    public async Task<IReadOnlyList<RecentDial>> FindAsync(FindRecentDials request, DateTimeOffset now)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(request.Numbers.Count, FindRecentDials.MostAtOnce);

        // The state is read before the await, since later turns change memory while a write runs.
        TimeSpan span = state.Settings.RecentlyCalled;
        IReadOnlyList<HashedPart<DialedNumber>> parts = state.Dials.Snapshot();
        List<DialedNumber> live = span <= TimeSpan.Zero ? [] : [.. state.Slots.Leases.Where(lease => lease.Blocked is null).Select(Of)];
        await pages.SettledAsync();
        if (span <= TimeSpan.Zero || request.Numbers.Count == 0) return [];

        var found = new Dictionary<long, DialedNumber?>(request.Numbers.Count);
        foreach (PhoneNumber number in request.Numbers) found[NumberPlace.DigitsOf(number)] = null;
        long from = (now - span).ToUnixTimeSeconds();
        int[] buckets = [.. found.Keys.Select(digits => SealedPages<DialedNumber>.BucketOf(DialedNumber.HashOf(digits))).Distinct()];
        foreach (HashedPart<DialedNumber> part in parts)
        {
            await foreach (DialedNumber dial in part.ReadUnsealedAsync(pages)) Note(dial);
            for (int segment = 0; segment < part.Sealed.Segments; segment++)
            {
                foreach (int bucket in buckets) foreach (DialedNumber dial in await part.Sealed.ReadAsync(segment, bucket, pages)) Note(dial);
            }
        }

        foreach (DialedNumber dial in live) Note(dial);
        return [.. request.Numbers.Select(number => (number, found[NumberPlace.DigitsOf(number)]))
            .Where(pair => pair.Item2 is not null).DistinctBy(pair => pair.number)
            .Select(pair => new RecentDial(pair.number, pair.Item2!.Run, DateTimeOffset.FromUnixTimeSeconds(pair.Item2.At)))];

        void Note(DialedNumber dial)
        {
            if (dial.At <= from || (request.ExceptRun is { } run && dial.Run == run) || !found.TryGetValue(dial.Number, out DialedNumber? known)) return;
            if (known is null || known.At <= dial.At) found[dial.Number] = dial;
        }
    }

    private DialedNumber Of(Lease lease) =>
        new(NumberPlace.DigitsOf(lease.Call.To), (lease.DialedAt ?? lease.LeasedAt).ToUnixTimeSeconds(), state.RunOf(lease.Call)?.Name);
}
