using CallQueue.Businesses;
using CallQueue.Businesses.Leases;
using CallQueue.Businesses.Turns;
using CallQueue.Calls;
using CallQueue.Calls.Attempts;
using CallQueue.Carriers;
using CallQueue.Carriers.Simulated;
using CallQueue.Hosting;
using CallQueue.Outboxes;
using CallQueue.Runs;
using CallQueue.Storage;
using CallQueue.Trunks;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace CallQueue.Benchmarks.Load;

/// <summary>The product's own host over a folder of its own, with one business, deleted when disposed.</summary>
internal sealed class Rig : IAsyncDisposable
{
    /// <summary>Calls in one enqueue request.</summary>
    public const int PartLength = 10_000;

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(5);
    private static int s_count;

    private readonly StandaloneHost _host;
    private readonly ICarrier _carrier;
    private int _runs;

    private Rig(StandaloneHost host, ICarrier carrier) => (_host, _carrier) = (host, carrier);

    public static TimeProvider Time => TimeProvider.System;

    public IBusiness Business => _host.Actors.Business(BusinessId.Default);

    /// <summary>The actors, for whoever speaks to them as the gateway does.</summary>
    public IActors References => _host.Actors;

    /// <summary>Actors in memory.</summary>
    public int Actors => _host.Count;

    /// <summary>A host with the simulated carrier that answers at once, or with one of the others.</summary>
    public static async Task<Rig> OpenAsync(
        LoadSettings settings, int slots, Durability durability = Durability.Full, TimeSpan? idleAfter = null, MeasuringCarrier? measuring = null,
        PatientCarrier? patient = null, IEndingSink? sink = null, bool keepsLedger = true)
    {
        ICarrier carrier = patient ?? measuring ?? (ICarrier)new SimulatedCarrier(new SimulatedOptions { Instant = true }, Time);
        var services = new CallQueueServices(new CarrierList(carrier), new CallQueueOptions
        {
            TrunkLimits = new TrunkLimits(slots), NewBusiness = new BusinessSettings { Slots = slots },
        })
        { Sinks = sink is null ? [] : [sink], KeepsLedger = keepsLedger };
        var options = new StandaloneHostOptions { Durability = durability };
        if (idleAfter is { } idle) options = options with { IdleAfter = idle };
        string folder = Path.Combine(settings.DataFolder, $"{Interlocked.Increment(ref s_count)}");
        StandaloneHost host = await StandaloneHost.OpenAsync(folder, CallQueueActors.Kinds(services), options, Time, NullLoggerFactory.Instance);
        var rig = new Rig(host, carrier);
        if (measuring is not null) measuring.Attach(rig.DeliverAsync);
        else (carrier as SimulatedCarrier)?.Attach(rig.DeliverAsync);
        host.StartAlarms();
        return rig;
    }

    /// <summary>Submits a run in parts; answers its name once all of it is durable.</summary>
    /// <param name="notBefore">When the call of this index is due; null: at once.</param>
    public async Task<string> EnqueueAsync(int calls, Priority priority = Priority.Normal, Func<int, DateTimeOffset>? notBefore = null)
    {
        string run = $"run{++_runs}";
        var template = new RunTemplate { Priority = priority };
        for (int offset = 0; offset < calls; offset += PartLength)
        {
            IReadOnlyList<NewCall> part = Part(offset, Math.Min(PartLength, calls - offset), notBefore);
            EnqueueAnswer answer = await Business.EnqueueAsync(new EnqueueCalls(run, calls, offset, "benchmark", template, part));
            if (answer is not EnqueueAnswer.Taken) throw new InvalidOperationException($"the part at {offset} was not taken: {answer}");
        }

        return run;
    }

    /// <summary>How many calls of the run have ended, as its own actor has recorded.</summary>
    public async Task<RunSnapshot> RunAsync(string run) =>
        await _host.Actors.Run(new RunId(BusinessId.Default, run)).GetAsync() ?? throw new InvalidOperationException($"there is no run {run}");

    /// <summary>Completes when <paramref name="ended"/> calls of the run have ended, or all of them.</summary>
    /// <exception cref="TimeoutException">It makes no progress for a minute.</exception>
    public async Task EndedAsync(string run, long ended = long.MaxValue)
    {
        long seen = -1, seenAt = Time.GetTimestamp();
        while (await RunAsync(run) is { Status: not RunStatus.Completed } snapshot && snapshot.Counts.Ended < ended)
        {
            if (snapshot.Counts.Ended != seen) (seen, seenAt) = (snapshot.Counts.Ended, Time.GetTimestamp());
            if (Time.GetElapsedTime(seenAt) > TimeSpan.FromMinutes(1)) throw new TimeoutException($"{run} stands still: {snapshot}");
            await Task.Delay(PollInterval, Time);
        }
    }

    /// <summary>Enqueues while paused, then measures until all calls have lived.</summary>
    public async Task<Cost> LiveAsync(int calls)
    {
        await Business.PauseAsync(true);
        string run = await EnqueueAsync(calls);
        var stint = new Stint(Time);
        await Business.PauseAsync(false);
        await EndedAsync(run);
        return stint.End(calls);
    }

    /// <summary>Asks the data file itself, beside the running host.</summary>
    public long Ask(string sql)
    {
        using SqliteConnection connection = Connections.Open(_host.Folder!.DatabasePath, SqliteOpenMode.ReadOnly);
        return connection.Scalar(sql);
    }

    /// <summary>Reports what the carrier would: the state of a dialed call.</summary>
    public Task ReportAsync(AttemptRef attempt, CarrierStatus status) =>
        DeliverAsync(new CarrierEvent(attempt, new CarrierReport(PatientCarrier.IdOf(attempt), status, status == CarrierStatus.Ended ? Outcome.Completed : null)));

    public async ValueTask DisposeAsync()
    {
        string path = _host.Folder!.Path;
        await _host.StopAsync(StopPatience);
        if (_carrier is IAsyncDisposable carrier) await carrier.DisposeAsync();
        await _host.DisposeAsync();
        Directory.Delete(path, recursive: true);
    }

    private List<NewCall> Part(int offset, int count, Func<int, DateTimeOffset>? notBefore)
    {
        var calls = new List<NewCall>(count);
        for (int i = offset; i < offset + count; i++) calls.Add(new NewCall { To = PhoneNumber.Parse($"+12{_runs % 100:00}{i:0000000}"), NotBefore = notBefore?.Invoke(i) });
        return calls;
    }

    private Task DeliverAsync(CarrierEvent carrierEvent) => _host.Actors.Call(carrierEvent.Attempt.Call).OnCarrierEventAsync(carrierEvent);
}
