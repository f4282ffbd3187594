namespace CallQueue.Benchmarks.Load;

/// <summary>What is left in memory after many calls have lived: idle actors must be let go.</summary>
internal static class Memory
{
    private const int Slots = 1000;
    private static readonly TimeSpan IdleAfter = TimeSpan.FromSeconds(8);

    public static async Task MeasureAsync(LoadSettings settings, Report report)
    {
        int lives = settings.Scale(settings.MemoryLives);
        report.Progress($"memory after {lives:N0} lives");
        await using Rig rig = await Rig.OpenAsync(settings, Slots, idleAfter: IdleAfter);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        Cost cost = await rig.LiveAsync(lives);
        int actorsAfter = rig.Actors;
        long after = GC.GetTotalMemory(forceFullCollection: true) - before;
        await Task.Delay(IdleAfter * 2, Rig.Time);
        long settled = GC.GetTotalMemory(forceFullCollection: true) - before;
        report.Add(
            $"memory after {lives:N0} lives, actors let go after {IdleAfter.TotalSeconds:0} s",
            $"{after / 1e6:0.0} MB with {actorsAfter:N0} actors at once; {settled / 1e6:0.0} MB with {rig.Actors:N0} actors when idle, {(double)settled / lives:0.0} bytes per life");
        report.Add($"those lives, {Slots} slots", $"{cost.PerSecond:N0}/s, {cost.CpuMicroseconds:N0} µs CPU, {cost.Pause / cost.Elapsed:P1} in GC pauses");
    }
}
