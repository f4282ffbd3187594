namespace CallQueue.Benchmarks.Load;

/// <summary>Whole call lives per second with the carrier that answers at once, durable.</summary>
internal static class Lives
{
    private const int Calls = 30_000;

    public static async Task MeasureAsync(LoadSettings settings, Report report)
    {
        foreach (int slots in (int[])[3, 100, 1000])
        {
            await using Rig rig = await Rig.OpenAsync(settings, slots);
            await rig.LiveAsync(settings.Scale(2_000));
            Cost cost = await rig.LiveAsync(settings.Scale(slots == 3 ? Calls / 5 : Calls));
            report.Add(
                $"whole call lives, warm, {slots} slots",
                $"{cost.PerSecond:N0}/s, {cost.CpuMicroseconds:N0} µs CPU, {cost.Kilobytes:0.0} KB allocated, {cost.Pause / cost.Elapsed:P1} in GC pauses");
        }
    }
}
