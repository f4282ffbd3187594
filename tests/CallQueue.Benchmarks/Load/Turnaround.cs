using CallQueue.Storage;

namespace CallQueue.Benchmarks.Load;

/// <summary>How long a freed slot stands empty: from the carrier's "ended" delivered to the next dial at the carrier.</summary>
internal static class Turnaround
{
    private const int Slots = 3;
    private const int Warm = 300;
    private const int Measured = 3_000;

    public static async Task MeasureAsync(LoadSettings settings, Report report)
    {
        foreach (Durability durability in (Durability[])[Durability.Full, Durability.Normal])
        {
            double commit = Disk.CommitMilliseconds(settings, durability);
            Sample sample = await SampleAsync(settings, durability);
            bool isDefault = durability == Durability.Full;
            report.Add(
                $"slot turnaround, {Slots} slots, durability {durability}".ToLowerInvariant(),
                $"p50 {sample.At(0.5):0.00} ms, p99 {sample.At(0.99):0.00} ms over {sample.Count:N0}; one bare SQLite commit here {commit:0.00} ms, ratio {sample.At(0.5) / commit:0.0}",
                isDefault ? "p50 ≤ 2 ms, p99 ≤ 20 ms over our own overhead" : "",
                isDefault ? sample.At(0.5) <= 2 && sample.At(0.99) <= 20 : null);
        }
    }

    private static async Task<Sample> SampleAsync(LoadSettings settings, Durability durability)
    {
        var carrier = new MeasuringCarrier(Rig.Time);
        await using Rig rig = await Rig.OpenAsync(settings, Slots, durability, measuring: carrier);
        await rig.LiveAsync(Warm + Slots + settings.Scale(Measured));
        return new Sample(carrier.Turnarounds.Skip(Warm));
    }
}
