using CallQueue.Businesses;
using CallQueue.Businesses.Leases;
using CallQueue.Businesses.Turns;
using CallQueue.Guards;
using CallQueue.Rates;

namespace CallQueue.Benchmarks.Load;

/// <summary>
/// Ten million numbers on a do-not-call list: how fast they are taken, what they weigh, and what one check costs against the same
/// check on an empty list. And what a list of its own and caps cost a business, against the look at everybody's list alone.
/// </summary>
internal static class Guarding
{
    private const int Numbers = 10_000_000;
    private const int Upload = 1_000_000;
    private const int Checks = 20_000;
    private const int Lives = 20_000;
    private const int Slots = 100;
    private const long First = 4_915_000_000_000;

    public static async Task MeasureAsync(LoadSettings settings, Report report)
    {
        await MeasureListAsync(settings, report);
        await using Rig plain = await Rig.OpenAsync(settings, Slots);
        await using Rig guarded = await Rig.OpenAsync(settings, Slots);
        BusinessSettings capped = (await guarded.Business.GetAsync()).Settings with { ContactCaps = [new RateRule(3, TimeSpan.FromHours(24))] };
        await guarded.Business.ChangeSettingsAsync(capped);
        Cost without = await plain.LiveAsync(settings.Scale(Lives));
        Cost with = await guarded.LiveAsync(settings.Scale(Lives));
        report.Add("lives with contact caps, against none", $"{with.PerSecond:N0} → {without.PerSecond:N0}/s, CPU {with.CpuMicroseconds / without.CpuMicroseconds:0.00}×");
    }

    private static async Task MeasureListAsync(LoadSettings settings, Report report)
    {
        int numbers = settings.Scale(Numbers);
        int upload = Math.Min(Upload, numbers);
        report.Progress($"{numbers:N0} numbers on a list");
        await using Rig rig = await Rig.OpenAsync(settings, Slots, idleAfter: TimeSpan.FromSeconds(2));
        var list = new DoNotCallList(rig.References, BusinessId.Default);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        var stint = new Stint(Rig.Time);
        for (int from = 0; from < numbers; from += upload) await list.AddAsync(Part(from, upload));
        Cost cost = stint.End(numbers);
        await Task.Delay(TimeSpan.FromSeconds(8), Rig.Time);
        long kept = GC.GetTotalMemory(forceFullCollection: true) - before;
        long bytes = rig.Ask("SELECT sum(length(data)) FROM records WHERE kind = 'guard'");
        report.Add($"{numbers:N0} numbers listed, {upload:N0} at once", $"{cost.PerSecond:N0}/s; {(double)bytes / numbers:0.0} bytes each on disk; {kept / 1e6:0.0} MB of memory more when idle");

        (double p50, double p99) = await CheckAsync(list, numbers);
        (double empty50, double empty99) = await CheckAsync(new DoNotCallList(rig.References, null), numbers);
        report.Add("one check of it, against one of an empty list", $"p50 {p50:0} → {empty50:0} µs ({p50 / empty50:0.00}×), p99 {p99:0} → {empty99:0} µs ({p99 / empty99:0.00}×)");
    }

    private static List<ListedNumber> Part(int from, int count) => [.. Enumerable.Range(from, count).Select(i => new ListedNumber(Number(i), "bought", Rig.Time.GetUtcNow()))];

    /// <summary>Microseconds of one check, every second one of a number that is listed.</summary>
    private static async Task<(double P50, double P99)> CheckAsync(DoNotCallList list, int numbers)
    {
        var random = new Random(1);
        var times = new List<double>(Checks);
        for (int i = 0; i < 2 * Checks; i++)
        {
            PhoneNumber number = Number(random.Next(numbers) + (i % 2 * numbers));
            long started = Rig.Time.GetTimestamp();
            await list.FindAsync(number);
            if (i >= Checks) times.Add(Rig.Time.GetElapsedTime(started).TotalMicroseconds);
        }

        times.Sort();
        return (times[Checks / 2], times[Checks * 99 / 100]);
    }

    private static PhoneNumber Number(int i) => PhoneNumber.Parse(FormattableString.Invariant($"+{First + i}"));
}
