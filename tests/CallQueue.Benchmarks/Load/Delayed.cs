using System.Collections.Concurrent;
using CallQueue.Carriers;

namespace CallQueue.Benchmarks.Load;

/// <summary>A million calls that wait for their time, and how punctually calls are dialed beside them while the process is busy.</summary>
internal static class Delayed
{
    private const int Slots = 100;
    private const int Waiting = 1_000_000;
    private const int Due = 4_000;
    private const int Background = 40_000;
    private static readonly TimeSpan Spread = TimeSpan.FromSeconds(20);

    public static async Task MeasureAsync(LoadSettings settings, Report report)
    {
        int waiting = settings.Scale(Waiting), due = settings.Scale(Due);
        report.Progress($"{waiting:N0} delayed calls");
        var dialed = new ConcurrentDictionary<int, DateTimeOffset>();
        string? punctual = null;
        var carrier = new MeasuringCarrier(Rig.Time) { Dialed = request => Note(request, punctual, dialed) };
        await using Rig rig = await Rig.OpenAsync(settings, Slots, measuring: carrier);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        var stint = new Stint(Rig.Time);
        DateTimeOffset far = Rig.Time.GetUtcNow() + TimeSpan.FromHours(2);
        await rig.EnqueueAsync(waiting, notBefore: i => far + (TimeSpan.FromHours(24) * ((double)i / waiting)));
        Cost cost = stint.End(waiting);
        long memory = GC.GetTotalMemory(forceFullCollection: true) - before;
        long root = rig.Ask(Queueing.RootSize);
        report.Add(
            $"{waiting:N0} delayed calls, due over a day",
            $"{cost.PerSecond:N0}/s, {memory / 1e6:0.0} MB ({(double)memory / waiting:0.0} bytes per call), root {root / 1024.0:0.0} KiB, {rig.Ask("SELECT count(*) FROM alarms")} alarms");

        report.Progress("drift from due to dial");
        string background = await rig.EnqueueAsync(settings.Scale(Background), Calls.Priority.Low);
        DateTimeOffset first = Rig.Time.GetUtcNow() + TimeSpan.FromSeconds(5);
        DateTimeOffset DueAt(int i) => first + (Spread * ((double)i / due));
        punctual = await rig.EnqueueAsync(due, Calls.Priority.Urgent, DueAt);
        await rig.EndedAsync(punctual);
        var drift = new Sample(dialed.Select(pair => (pair.Value - DueAt(pair.Key)).TotalMilliseconds));
        long lived = (await rig.RunAsync(background)).Counts.Ended;
        report.Add(
            $"from due to dial, {due:N0} calls within {Spread.TotalSeconds:0} s, beside lives of low priority",
            $"p50 {drift.At(0.5):0.0} ms, p99 {drift.At(0.99):0.0} ms, at most {drift.At(1):0.0} ms over {drift.Count:N0}; none early: {drift.At(0) >= 0}; {lived:N0} other lives meanwhile");
    }

    private static void Note(DialRequest request, string? punctual, ConcurrentDictionary<int, DateTimeOffset> dialed)
    {
        if (request.Attempt.Call.InRun() is { } place && place.Run.Name == punctual) dialed[place.Index] = Rig.Time.GetUtcNow();
    }
}
