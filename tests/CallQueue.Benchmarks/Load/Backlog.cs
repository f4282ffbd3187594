namespace CallQueue.Benchmarks.Load;

/// <summary>
/// Whether a call costs more with a million queued: the same lives in turns in a business with little behind and in one
/// with a million, each in a data file of its own.
/// </summary>
internal static class Backlog
{
    private const int Slots = 100;
    private const int Rounds = 2;
    private const int Lives = 20_000;

    /// <summary>Two of these wait at a time: about 1,000 calls.</summary>
    private const int FedRun = 500;

    /// <param name="large">Paused, with a million queued in <paramref name="million"/>.</param>
    public static async Task MeasureAsync(LoadSettings settings, Rig large, string million, Report report)
    {
        int lives = settings.Scale(Lives);
        await using Rig small = await Rig.OpenAsync(settings, Slots);
        await large.Business.PauseRunAsync(million, true);
        await large.Business.PauseAsync(false);
        List<Cost> few = [], many = [], oneRun = [], ofMillion = [];
        for (int round = 0; round < Rounds; round++)
        {
            report.Progress($"backlog, round {round + 1} of {Rounds}");
            few.Add(await FeedAsync(small, lives));
            many.Add(await FeedAsync(large, lives));
            oneRun.Add(await small.LiveAsync(lives));
            ofMillion.Add(await FromAsync(large, million, lives));
        }

        Add(report, "cost per call, a million paused behind about 1,000 ready", Sum(few), Sum(many));
        Add(report, $"cost per call, from a run of a million against a run of {lives:N0}", Sum(oneRun), Sum(ofMillion));
    }

    private static void Add(Report report, string what, Cost few, Cost many)
    {
        double cpu = many.CpuMicroseconds / few.CpuMicroseconds;
        double wall = few.PerSecond / many.PerSecond;
        report.Add(
            what,
            $"CPU {cpu:0.00}× ({few.CpuMicroseconds:N0} → {many.CpuMicroseconds:N0} µs), wall {wall:0.00}× ({few.PerSecond:N0} → {many.PerSecond:N0} lives/s)",
            "≤ 1.2×",
            cpu <= 1.2 && wall <= 1.2);
    }

    /// <summary>Lives fed in small runs, so that never more than about 1,000 of them wait.</summary>
    private static async Task<Cost> FeedAsync(Rig rig, int lives)
    {
        var stint = new Stint(Rig.Time);
        string oldest = await rig.EnqueueAsync(FedRun);
        for (int fed = FedRun; fed < lives; fed += FedRun)
        {
            string next = await rig.EnqueueAsync(FedRun);
            await rig.EndedAsync(oldest);
            oldest = next;
        }

        await rig.EndedAsync(oldest);
        return stint.End(lives);
    }

    /// <summary>The next lives of a paused run that is far longer.</summary>
    private static async Task<Cost> FromAsync(Rig rig, string run, int lives)
    {
        long before = (await rig.RunAsync(run)).Counts.Ended;
        var stint = new Stint(Rig.Time);
        await rig.Business.PauseRunAsync(run, false);
        await rig.EndedAsync(run, before + lives);
        Cost cost = stint.End((await rig.RunAsync(run)).Counts.Ended - before);
        await rig.Business.PauseRunAsync(run, true);
        while ((await rig.Business.GetAsync()).Counts.Live > 0) await Task.Delay(TimeSpan.FromMilliseconds(20), Rig.Time);
        return cost;
    }

    private static Cost Sum(List<Cost> costs) => costs.Aggregate((a, b) => a + b);
}
