namespace CallQueue.Proof;

/// <summary>Waits until every run has ended, and says how it goes.</summary>
internal static class Progress
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    /// <summary>The runs and appointments that had not ended when patience did; none when all is well.</summary>
    public static async Task<IReadOnlyList<string>> WaitAsync(Load load, Cluster cluster)
    {
        TimeProvider time = TimeProvider.System;
        long since = time.GetTimestamp();
        while (true)
        {
            (long ended, IReadOnlyList<string> open) = await load.ProgressAsync();
            HashSet<string> called = [.. Ledger.Read(cluster.Ledger).Calls.Select(call => call.To)];
            int late = load.Scheduled.Keys.Count(number => !called.Contains(number));
            Console.WriteLine($"{time.GetLocalNow():HH:mm:ss} {ended} calls of runs have ended, {open.Count} runs are open, {late} appointments to come");
            if (open.Count == 0 && late == 0) return [];
            if (time.GetElapsedTime(since) > Patience) return [.. open, $"{late} appointments"];
            await Task.Delay(Interval, time);
        }
    }
}
