namespace CallQueue.Benchmarks.Load;

/// <summary>What the dial ledger costs a whole life: the same lives with it and without it, in turns, so that a busy machine slows both.</summary>
internal static class Ledgers
{
    private const int Calls = 6_000;
    private const int Rounds = 3;
    private const int Slots = 100;

    public static async Task MeasureAsync(LoadSettings settings, Report report)
    {
        int calls = settings.Scale(Calls);
        List<double> without = [], with = [];
        double bytes = 0;
        for (int round = 0; round < Rounds; round++)
        {
            without.Add((await LiveAsync(settings, calls, keepsLedger: false)).Cost.CpuMicroseconds);
            (Cost cost, bytes) = await LiveAsync(settings, calls, keepsLedger: true);
            with.Add(cost.CpuMicroseconds);
        }

        double ratio = new Sample(with).At(0.5) / new Sample(without).At(0.5);
        report.Add("whole call lives with the dial ledger, against without", $"{ratio:0.00}× the CPU, {bytes:0} bytes stored per attempt", "≤ 400 bytes", bytes <= 400);
    }

    private static async Task<(Cost Cost, double Bytes)> LiveAsync(LoadSettings settings, int calls, bool keepsLedger)
    {
        await using Rig rig = await Rig.OpenAsync(settings, Slots, keepsLedger: keepsLedger);
        await rig.LiveAsync(settings.Scale(1_000));
        Cost cost = await rig.LiveAsync(calls);
        long bytes = keepsLedger ? rig.Ask("SELECT sum(length(data)) FROM records WHERE kind = 'business' AND name LIKE 'ledger.%'") : 0;
        return (cost, (double)bytes / (calls + settings.Scale(1_000)));
    }
}
