using System.Globalization;
using CallQueue.Businesses;
using CallQueue.Carriers;

namespace CallQueue.Benchmarks.Load;

/// <summary>Two hundred calls live for ten minutes [S3.3]: none is lost, none is one too many, and the next ones follow at once when they end.</summary>
internal static class Held
{
    private const int Slots = 200;
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    public static async Task MeasureAsync(LoadSettings settings, Report report)
    {
        var carrier = new PatientCarrier(2 * Slots);
        await using Rig rig = await Rig.OpenAsync(settings, Slots, patient: carrier);
        string run = await rig.EnqueueAsync(2 * Slots);
        await DialedAsync(carrier, Slots);
        IReadOnlyList<AttemptRef> first = carrier.Dialed;
        foreach (AttemptRef attempt in first) await rig.ReportAsync(attempt, CarrierStatus.InProgress);

        report.Progress(string.Create(CultureInfo.InvariantCulture, $"holding {Slots} calls for {settings.Hold.TotalSeconds:N0} s"));
        (int least, int most) = (int.MaxValue, 0);
        long since = Rig.Time.GetTimestamp();
        while (Rig.Time.GetElapsedTime(since) < settings.Hold)
        {
            BusinessSnapshot now = await rig.Business.GetAsync();
            (least, most) = (Math.Min(least, now.Live.Count), Math.Max(most, now.Live.Count));
            await Task.Delay(Look, Rig.Time);
        }

        int early = carrier.Dialed.Count - Slots;
        foreach (AttemptRef attempt in first) await rig.ReportAsync(attempt, CarrierStatus.Ended);
        await carrier.AllDialedAsync();
        foreach (AttemptRef attempt in carrier.Dialed.Skip(Slots)) await rig.ReportAsync(attempt, CarrierStatus.Ended);
        await rig.EndedAsync(run);
        long completed = (await rig.RunAsync(run)).Counts.Completed;
        report.Add(
            $"{Slots} calls live for {settings.Hold.TotalSeconds:N0} s",
            $"{least:N0} to {most:N0} live, {early:N0} dialed before one ended, {completed:N0} of {2 * Slots:N0} completed, {carrier.Dialed.Count - (2 * Slots):N0} dialed twice");
        if (least != Slots || most != Slots || early != 0 || completed != 2 * Slots) throw new InvalidOperationException("calls were lost, or were too many");
    }

    private static async Task DialedAsync(PatientCarrier carrier, int count)
    {
        while (carrier.Dialed.Count < count) await Task.Delay(TimeSpan.FromMilliseconds(10), Rig.Time);
    }
}
