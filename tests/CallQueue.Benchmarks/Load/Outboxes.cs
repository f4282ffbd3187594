using CallQueue.Businesses;
using CallQueue.Businesses.Leases;
using CallQueue.Businesses.Steps;
using CallQueue.Businesses.Turns;
using CallQueue.CallLog;
using CallQueue.Calls;
using CallQueue.Carriers;
using CallQueue.Outboxes;

namespace CallQueue.Benchmarks.Load;

/// <summary>What it costs that ends wait for a sink that is down, how fast they are told afterwards, and how fast PostgreSQL takes rows.</summary>
internal static class Outboxes
{
    private const int Slots = 100;
    private const int Ends = 100_000;
    private const int Rows = 100_000;
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    public static async Task MeasureAsync(LoadSettings settings, Report report)
    {
        int ends = settings.Scale(Ends);
        report.Progress($"{ends:N0} ends that nobody takes");
        var sink = new Switch { IsDown = true };
        await using (Rig without = await Rig.OpenAsync(settings, Slots))
        await using (Rig with = await Rig.OpenAsync(settings, Slots, idleAfter: TimeSpan.FromSeconds(8), sink: sink))
        {
            Cost plain = await without.LiveAsync(ends);
            long before = GC.GetTotalMemory(forceFullCollection: true);
            Cost waiting = await with.LiveAsync(ends);
            await Task.Delay(TimeSpan.FromSeconds(20), Rig.Time);
            long kept = GC.GetTotalMemory(forceFullCollection: true) - before;
            report.Add("lives while a sink is down, against none", $"{waiting.PerSecond:N0} → {plain.PerSecond:N0}/s, CPU {waiting.CpuMicroseconds / plain.CpuMicroseconds:0.00}×");
            report.Add($"{ends:N0} ends untold", $"{kept / 1e6:0.0} MB of memory more; largest root {Size(with, "max(length(data))", "kind = 'business' AND name = 'root'"):N0} bytes, all pages {Size(with, "sum(length(data))", "kind = 'business' AND name <> 'root'") / 1e6:0.0} MB on disk; {Size(with, "count(*)", "kind = 'call'"):N0} call records kept");
            await TellAsync(with, sink, report);
        }

        if (Environment.GetEnvironmentVariable("CALL_LOG_POSTGRES") is { } text && CallLogConnection.Parse(text) is { } connection) await WriteAsync(connection, settings.Scale(Rows), report);
    }

    private static long Size(Rig rig, string what, string which) => rig.Ask($"SELECT {what} FROM records WHERE {which}");

    private static async Task TellAsync(Rig rig, Switch sink, Report report)
    {
        sink.IsDown = false;
        await rig.Business.ChangeSettingsAsync((await rig.Business.GetAsync()).Settings);
        var stint = new Stint(Rig.Time);
        while (await rig.Business.GetAsync() is { Outboxes: [{ Pending: > 0 }] }) await Task.Delay(PollInterval, Rig.Time);
        Cost cost = stint.End(sink.Taken);
        report.Add("told when it is back, one business", $"{cost.PerSecond:N0} ends/s, {cost.CpuMicroseconds:N0} µs CPU each");
    }

    private static async Task WriteAsync(CallLogConnection connection, int rows, Report report)
    {
        await using var log = new CallLogSink(connection);
        foreach (int atOnce in (int[])[33, log.MostAtOnce])
        {
            string round = Guid.NewGuid().ToString("N");
            await log.DeliverAsync(Batch(round + "warm", 0, atOnce));
            var stint = new Stint(Rig.Time);
            for (int from = 0; from < rows; from += atOnce) await log.DeliverAsync(Batch(round, from, atOnce));
            Cost cost = stint.End(rows);
            report.Add($"rows into PostgreSQL, one connection, {atOnce} at once", $"{cost.PerSecond:N0}/s, {cost.CpuMicroseconds:N0} µs CPU of ours each");
        }
    }

    private static EndingBatch Batch(string round, int from, int count) =>
        new(BusinessId.Default, new BusinessSettings(), [.. Enumerable.Range(from, count).Select(i => Ending(round, i))]);

    private static Ending.OfCall Ending(string round, int n)
    {
        DateTimeOffset now = Rig.Time.GetUtcNow();
        var attempt = new AttemptSnapshot(1, "token", "simulated:local", new CarrierCallId($"SIM{n}"), CallStatus.Ended, Outcome.Completed, null, now, now, now, TimeSpan.FromSeconds(30), null, null);
        var order = new CallSpec { To = PhoneNumber.Parse($"+1202{n % 10_000_000:0000000}"), Run = "run1", Data = """{"metadata":{"lead":"a lead"}}""" };
        return new Ending.OfCall($"{round}-{n}", now, new CallSnapshot(new CallId(BusinessId.Default, $"run1-{n}"), order, CallStatus.Ended, Outcome.Completed, null, null, 1, [attempt]), n);
    }

    /// <summary>A sink that can be switched off.</summary>
    private sealed class Switch : IEndingSink
    {
        public string Name => "call_log";

        public int MostAtOnce => 128;

        public bool IsDown { get; set; }

        public int Taken { get; private set; }

        public bool Wants(BusinessSettings settings) => true;

        public Task<IReadOnlyList<Delivery>> DeliverAsync(EndingBatch batch)
        {
            if (IsDown) throw new SinkUnavailableException("it is down");
            Taken += batch.Endings.Count;
            return Task.FromResult<IReadOnlyList<Delivery>>([.. batch.Endings.Select(_ => Delivery.Done.Instance)]);
        }
    }
}
