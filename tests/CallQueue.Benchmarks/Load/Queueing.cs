namespace CallQueue.Benchmarks.Load;

/// <summary>Filling a paused business's queue to a million; then it idles, then it dials with the million behind it.</summary>
internal static class Queueing
{
    private const int Slots = 100;
    public const string RootSize = "SELECT length(data) FROM records WHERE kind = 'business' AND name = 'root'";
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(30);

    public static async Task MeasureAsync(LoadSettings settings, Report report)
    {
        List<(int Calls, long Root)> roots = [];
        foreach (int calls in (int[])[settings.Scale(10_000), settings.Scale(100_000)])
        {
            if (!settings.Wants("enqueue")) break;
            await using Rig small = await Rig.OpenAsync(settings, Slots);
            roots.Add((calls, await FillAsync(small, calls, report, hasBudget: false)));
        }

        await using Rig rig = await Rig.OpenAsync(settings, Slots);
        int million = settings.Scale(1_000_000);
        roots.Add((million, await FillAsync(rig, million, report, hasBudget: true)));
        if (settings.Wants("enqueue"))
        {
            report.Add(
                "business root record",
                $"{string.Join(", ", roots.Select(root => FormattableString.Invariant($"{root.Root:N0} bytes with {root.Calls:N0} queued")))}",
                "no growth",
                roots[^1].Root <= roots[0].Root * 1.1);
        }

        if (settings.Wants("idle")) await IdleAsync(settings, rig, report);
        if (settings.Wants("backlog")) await Backlog.MeasureAsync(settings, rig, "run1", report);
    }

    /// <summary>Enqueues with full durability into a paused business; answers the size of its root record.</summary>
    private static async Task<long> FillAsync(Rig rig, int calls, Report report, bool hasBudget)
    {
        report.Progress($"enqueuing {calls:N0}");
        await rig.Business.PauseAsync(true);
        long memory = GC.GetTotalMemory(forceFullCollection: true);
        long file = rig.Ask(FileSize);
        var stint = new Stint(Rig.Time);
        await rig.EnqueueAsync(calls);
        Cost cost = stint.End(calls);
        double bytes = (double)(GC.GetTotalMemory(forceFullCollection: true) - memory) / calls;
        double stored = (double)(rig.Ask(FileSize) - file) / calls;
        report.Add(
            $"enqueue of {calls:N0} in parts of {Rig.PartLength:N0}",
            $"{cost.PerSecond:N0} calls/s, {cost.CpuMicroseconds:0.0} µs CPU",
            hasBudget ? "≥ 50,000 calls/s" : "",
            hasBudget ? cost.PerSecond >= 50_000 : null);
        report.Add(
            $"memory per queued call, {calls:N0} queued",
            $"{bytes:0.0} bytes managed after GC, {stored:0.0} bytes of file",
            hasBudget ? "≤ 300 bytes" : "",
            hasBudget ? bytes <= 300 : null);
        return rig.Ask(RootSize);
    }

    private static async Task IdleAsync(LoadSettings settings, Rig rig, Report report)
    {
        report.Progress("idling");
        long queued = (await rig.Business.GetAsync()).Counts.Ready;
        await Task.Delay(Settle / settings.Divisor, Rig.Time);
        var stint = new Stint(Rig.Time);
        await Task.Delay(Idle / settings.Divisor, Rig.Time);
        Cost cost = stint.End(1);
        double share = cost.Cpu / cost.Elapsed;
        report.Add($"idle CPU, {queued:N0} queued, paused", $"{share:P2} of a core over {cost.Elapsed.TotalSeconds:0} s", "< 1 % of a core", share < 0.01);
    }

    private const string FileSize = "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()";
}
