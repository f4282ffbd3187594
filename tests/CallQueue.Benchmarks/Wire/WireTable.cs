using System.Globalization;

namespace CallQueue.Benchmarks.Wire;

/// <summary>Collects the figures of all rounds and prints medians with their ranges.</summary>
internal sealed class WireTable(WireSettings settings)
{
    private readonly Dictionary<WireRow, List<WireFigures>> _rows = [];
    private readonly Dictionary<string, List<WireStart>> _starts = new(StringComparer.Ordinal);
    private readonly List<string> _failures = [];
    private readonly string _loadBefore = LoadAverage();

    public void Add(WireRow row, WireFigures figures)
    {
        if (!_rows.TryGetValue(row, out List<WireFigures>? all)) _rows.Add(row, all = []);
        all.Add(figures);
    }

    public void Add(string system, WireStart start)
    {
        if (!_starts.TryGetValue(system, out List<WireStart>? all)) _starts.Add(system, all = []);
        all.Add(start);
    }

    public void Failed(string system, string why) => _failures.Add($"{system}: {why}");

    public void Print()
    {
        List<double> others = [.. _rows.Values.SelectMany(row => row).Select(figures => figures.OtherCores)];
        Line($"Measured {TimeProvider.System.GetUtcNow():yyyy-MM-dd HH:mm} UTC, {Environment.ProcessorCount} cores, .NET {Environment.Version}; load average {_loadBefore} before and {LoadAverage()} after; other programs used {Median(others)} cores meanwhile.");
        Line($"Medians of {settings.Rounds} rounds with their ranges; {settings.Calls:N0} calls a measurement, a tenth where calls talk; the peer's Redis with appendfsync {settings.Fsync}.");
        Lives();
        Turnarounds();
        Viewers();
        Starts();
        foreach (string failure in _failures) Line($"\nFailed: {failure}");
    }

    private void Lives()
    {
        Line($"\n| shape | system | warmed up by | lives/s | beside the peer | CPU a life, all in, ms | beside the peer | system | Redis | lab |");
        Line($"| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach (WireShape shape in settings.Shapes)
            foreach (bool isWarm in (bool[])[false, true])
                foreach (string system in settings.Systems)
                {
                    var row = new WireRow(system, shape.Text, isWarm);
                    if (!_rows.TryGetValue(row, out List<WireFigures>? figures)) continue;
                    List<WireFigures>? peer = settings.Systems.FirstOrDefault(WireSystems.IsPeer) is { } name ? _rows.GetValueOrDefault(row with { System = name }) : null;
                    Line($"| {shape.Text} | {system} | {(isWarm ? settings.WarmUp : settings.ShortWarmUp):N0} lives | {Median(figures.Select(f => f.PerSecond), "0")} | {Ratio(figures, peer, f => f.PerSecond)} | {Median(figures.Select(f => f.AllCpu), "0.000")} | {Ratio(figures, peer, f => f.AllCpu)} | {Median(figures.Select(f => f.SystemCpu * 1000 / f.Lives), "0.000")} | {Median(figures.Select(f => f.RedisCpu * 1000 / f.Lives), "0.000")} | {Median(figures.Select(f => f.LabCpu * 1000 / f.Lives), "0.000")} |");
                }
    }

    private void Turnarounds()
    {
        // Where calls end at once the slots are never free for long, and the figure would be that of the throughput.
        List<KeyValuePair<WireRow, List<WireFigures>>> rows = [.. _rows.Where(row => row.Key.IsWarm && WireShape.Parse(row.Key.Shape)!.LongestTalk > 0)];
        if (rows.Count == 0) return;
        Line($"\n| shape | system | turnaround p50, ms | p99, ms |");
        Line($"| --- | --- | --- | --- |");
        foreach ((WireRow row, List<WireFigures> figures) in rows)
            Line($"| {row.Shape} | {row.System} | {Median(figures.Select(f => f.Seen.TurnaroundP50), "0.0")} | {Median(figures.Select(f => f.Seen.TurnaroundP99), "0.0")} |");
    }

    /// <summary>What looking costs: each round with viewers beside the same round without.</summary>
    private void Viewers()
    {
        List<KeyValuePair<WireRow, List<WireFigures>>> rows = [.. _rows.Where(row => row.Key.IsViewed)];
        if (rows.Count == 0) return;
        Line($"\n{settings.Viewers} viewers follow the first business:");
        Line($"\n| shape | system | lives/s with them | beside without | CPU a life of the system, ms | beside without | cores that they add to the system | events a second and viewer | kB a second and viewer | cores of their own process |");
        Line($"| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach ((WireRow row, List<WireFigures> with) in rows)
        {
            List<WireFigures> without = _rows[row with { IsViewed = false }];
            double Added(WireFigures viewed, WireFigures alone) => ((viewed.SystemCpu / viewed.Lives) - (alone.SystemCpu / alone.Lives)) * viewed.PerSecond;
            double Each(WireFigures viewed, long count) => count / viewed.Seconds / viewed.Viewed!.Count;
            Line($"| {row.Shape} | {row.System} | {Median(with.Select(f => f.PerSecond), "0")} | {Ratio(with, without, f => f.PerSecond)} | {Median(with.Select(f => f.SystemCpu * 1000 / f.Lives), "0.000")} | {Ratio(with, without, f => f.SystemCpu / f.Lives)} | {Median(with.Zip(without, Added), "0.000")} | {Median(with.Select(f => Each(f, f.Viewed!.Events)), "0.0")} | {Median(with.Select(f => Each(f, f.Viewed!.Bytes) / 1000), "0")} | {Median(with.Select(f => f.Viewed!.Cpu / f.Seconds), "0.000")} |");
        }
    }

    private void Starts()
    {
        Line($"\n| system | start to first dial, s | memory when idle, MB | after all lives, MB |");
        Line($"| --- | --- | --- | --- |");
        foreach ((string system, List<WireStart> starts) in _starts)
            Line($"| {system} | {Median(starts.Select(s => s.FirstDial), "0.00")} | {Median(starts.Select(s => s.IdleMegabytes), "0")} | {Median(starts.Select(s => s.LaterMegabytes), "0")} |");
    }

    /// <summary>The median of the rounds' own ratios, since both of a round had the same machine.</summary>
    private static string Ratio(List<WireFigures> figures, List<WireFigures>? peer, Func<WireFigures, double> value) =>
        peer is null || peer == figures ? "" : $"{Median(figures.Zip(peer, (ours, theirs) => value(ours) / value(theirs)))}×";

    private static string Median(IEnumerable<double> values, string format = "0.00")
    {
        double[] sorted = [.. values.Order()];
        if (sorted.Length == 0) return "";
        double median = (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
        string Text(double value) => value.ToString(format, CultureInfo.InvariantCulture);
        return sorted.Length == 1 ? Text(median) : $"{Text(median)} ({Text(sorted[0])}–{Text(sorted[^1])})";
    }

    private static string LoadAverage() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";

    private static void Line(FormattableString text) => Console.WriteLine(FormattableString.Invariant(text));
}
