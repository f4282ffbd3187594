using CallQueue.Benchmarks.Peer;

namespace CallQueue.Benchmarks.Load;

/// <summary>All measurements of the load program, in order.</summary>
internal static class LoadProgram
{
    public static async Task<int> RunAsync(LoadSettings settings)
    {
        var report = new Report(Rig.Time);
        try
        {
            await WarmAsync(settings, report);
            if (settings.Wants("lives")) await Lives.MeasureAsync(settings, report);
            if (settings.Wants("turnaround")) await Turnaround.MeasureAsync(settings, report);
            if (settings.Wants("enqueue") || settings.Wants("idle") || settings.Wants("backlog")) await Queueing.MeasureAsync(settings, report);
            if (settings.Wants("memory")) await Memory.MeasureAsync(settings, report);
            if (settings.Wants("peer")) await PeerComparison.MeasureAsync(settings, report);
            return 0;
        }
        catch (Exception e)
        {
            report.Progress($"stopped: {e}");
            return 1;
        }
        finally
        {
            report.Print();
            if (Directory.Exists(settings.DataFolder)) Directory.Delete(settings.DataFolder, recursive: true);
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
