using System.Globalization;
using CallQueue.Bundles;

namespace CallQueue.Benchmarks.Load;

/// <summary>What the dial ledger costs a whole life: the same lives with it and without it, in turns, so that a busy machine slows both.</summary>
internal static class Ledgers
{
    private const int Calls = 6_000;
    private const int Attempts = 100_000;
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
        await ProveAsync(settings, report);
    }

    /// <summary>A bundle of a long ledger, as it was written and with one byte flipped in a row.</summary>
    private static async Task ProveAsync(LoadSettings settings, Report report)
    {
        int attempts = settings.Scale(Attempts);
        await using Rig rig = await Rig.OpenAsync(settings, Slots);
        await rig.LiveAsync(attempts);
        var writer = new BundleWriter(rig.References, BusinessId.Default, Rig.Time);
        using var bundle = new MemoryStream();
        long began = Rig.Time.GetTimestamp();
        long rows = await writer.WriteAsync(await writer.OpenAsync(), new EvidenceQuery(null, null), bundle, CancellationToken.None);
        TimeSpan written = Rig.Time.GetElapsedTime(began);
        byte[] bytes = bundle.ToArray();
        (EvidenceVerdict good, TimeSpan verified) = await CheckAsync(bytes);

        // In a row in the middle: a digit of its number, as people read it.
        int place = (bytes.Length / 2) + bytes.AsSpan(bytes.Length / 2).IndexOf("\"row\":"u8) + 6;
        bytes[place + bytes.AsSpan(place).IndexOf("\"lease\":"u8) + 8] ^= 1;
        (EvidenceVerdict bad, TimeSpan found) = await CheckAsync(bytes);
        string named = bad.Problems.FirstOrDefault(problem => problem.StartsWith("row ", StringComparison.Ordinal)) ?? "nothing";
        report.Add(
            string.Create(CultureInfo.InvariantCulture, $"a bundle of {attempts:N0} attempts ({rows:N0} rows, {bytes.Length / 1048576.0:0} MB)"),
            $"written in {written.TotalSeconds:0.0} s, verified in {verified.TotalSeconds:0.0} s; one flipped byte found in {found.TotalSeconds:0.0} s: {named}",
            "found", good.IsGood && !bad.IsGood && named != "nothing");
    }

    private static async Task<(EvidenceVerdict Verdict, TimeSpan Took)> CheckAsync(byte[] bundle)
    {
        long began = Rig.Time.GetTimestamp();
        using var file = new MemoryStream(bundle);
        EvidenceVerdict verdict = await BundleCheck.RunAsync(file, null, CancellationToken.None);
        return (verdict, Rig.Time.GetElapsedTime(began));
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
