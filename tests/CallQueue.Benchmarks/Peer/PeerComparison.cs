using CallQueue.Benchmarks.Load;

namespace CallQueue.Benchmarks.Peer;

/// <summary>The same lives on BullMQ and Redis and here, in turns, so that the machine's moods hit both.</summary>
internal static class PeerComparison
{
    private const int Rounds = 2;

    public static async Task MeasureAsync(LoadSettings settings, Report report)
    {
        (PeerProcess? peer, string? missing) = await PeerProcess.FindAsync();
        if (peer is null)
        {
            report.Add("BullMQ peer", $"skipped: {missing}");
            return;
        }

        foreach ((int slots, int lives) in ((int, int)[])[(100, settings.Scale(20_000)), (3, settings.Scale(4_000))])
        {
            List<double> ours = [], always = [], everysec = [], peerCpu = [], ourCpu = [];
            for (int round = 0; round < Rounds; round++)
            {
                report.Progress($"peer, {slots} slots, round {round + 1} of {Rounds}: ours");
                Cost cost = await OursAsync(settings, slots, lives);
                ours.Add(cost.PerSecond);
                ourCpu.Add(cost.CpuMicroseconds);
                always.Add((await PeerAsync(Fsync.Always)).PerSecond);
                PeerFigures relaxed = await PeerAsync(Fsync.Everysec);
                everysec.Add(relaxed.PerSecond);
                peerCpu.Add(relaxed.CpuMicroseconds);
            }

            Add(report, $"lives against BullMQ, {slots} slots, both durable at each write", ours, always, "≥ 2×");
            Add(report, $"lives against BullMQ, {slots} slots, Redis synced each second", ours, everysec, "≥ 2×");
            report.Add($"CPU per life, {slots} slots", $"ours {ourCpu.Average():N0} µs, BullMQ with its Redis {peerCpu.Average():N0} µs");

            async Task<PeerFigures> PeerAsync(Fsync fsync)
            {
                report.Progress($"peer, {slots} slots: BullMQ, appendfsync {fsync}".ToLowerInvariant());
                return await peer.RunAsync(lives, slots, fsync, settings.DataFolder);
            }
        }
    }

    private static async Task<Cost> OursAsync(LoadSettings settings, int slots, int lives)
    {
        await using Rig rig = await Rig.OpenAsync(settings, slots);
        await rig.LiveAsync(Math.Min(lives / 2, 5_000));
        return await rig.LiveAsync(lives);
    }

    private static void Add(Report report, string what, List<double> ours, List<double> theirs, string budget)
    {
        double ratio = ours.Average() / theirs.Average();
        report.Add(what, $"{ratio:0.00}× ({ours.Average():N0} against {theirs.Average():N0} lives/s)", budget, ratio >= 2);
    }
}
