using CallQueue.Benchmarks.Peer;

namespace CallQueue.Benchmarks.Load;

/// <summary>All measurements of the load program, in order.</summary>
internal static class LoadProgram
{
    public static async Task<int> RunAsync(LoadSettings settings)
    {
        var report = new Report(Rig.Time);
        bool isWhole = true;
        await PartAsync("warm-up", WarmAsync);
        if (settings.Wants("lives")) await PartAsync("lives", Lives.MeasureAsync);
        if (settings.Wants("ledger")) await PartAsync("ledger", Ledgers.MeasureAsync);
        if (settings.Wants("turnaround")) await PartAsync("turnaround", Turnaround.MeasureAsync);
        if (settings.Wants("enqueue") || settings.Wants("idle") || settings.Wants("backlog")) await PartAsync("queue", Queueing.MeasureAsync);
        if (settings.Wants("memory")) await PartAsync("memory", Memory.MeasureAsync);
        if (settings.Wants("delayed")) await PartAsync("delayed", Delayed.MeasureAsync);
        if (settings.Wants("rest")) await PartAsync("rest", Rest.MeasureAsync);
        if (settings.Wants("outbox")) await PartAsync("outbox", Outboxes.MeasureAsync);
        if (settings.Wants("roster")) await PartAsync("roster", RosterLoad.MeasureAsync);
        if (settings.Wants("guards")) await PartAsync("guards", Guarding.MeasureAsync);
        if (settings.Wants("plan")) await PartAsync("plan", Planned.MeasureAsync);
        if (settings.Wants("lists")) await PartAsync("lists", Lists.MeasureAsync);
        if (settings.Wants("search")) await PartAsync("search", Searches.MeasureAsync);
        if (settings.Wants("held")) await PartAsync("held", Held.MeasureAsync);
        if (settings.Wants("peer")) await PartAsync("peer", PeerComparison.MeasureAsync);
        report.Print();
        if (Directory.Exists(settings.DataFolder)) Directory.Delete(settings.DataFolder, recursive: true);
        return isWhole ? 0 : 1;

        // A part that fails is said in the table; the others are still measured.
        async Task PartAsync(string name, Func<LoadSettings, Report, Task> measure)
        {
            try
            {
                await measure(settings, report);
            }
            catch (Exception e)
            {
                isWhole = false;
                report.Add(name, $"failed: {e.Message}");
                report.Progress(e.ToString());
            }
        }
    }

    /// <summary>Lets the just-in-time compiler finish before anything is measured.</summary>
    private static async Task WarmAsync(LoadSettings settings, Report report)
    {
        report.Progress("warming up");
        await using Rig rig = await Rig.OpenAsync(settings, slots: 100);
        Cost cold = await rig.LiveAsync(settings.Scale(20_000));
        report.Add("whole call lives, cold process, 100 slots", $"{cold.PerSecond:N0}/s, {cold.CpuMicroseconds:N0} µs CPU");
    }
}
