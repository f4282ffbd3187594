using System.Globalization;
using System.Text;
using CallQueue.Hosting;
using CallQueue.Hosting.Local;

namespace CallQueue.Simulation.Probes;

/// <summary>A small actor for tests of the host itself: counts in memory and in a record, and tells what it lives through.</summary>
internal sealed class Probe(IActorContext context, List<string> log) : IActor
{
    public const string Kind = "probe";

    private RecordVersion version;

    public int Count { get; private set; }

    public static ActorAddress At(string key) => new(Kind, key);

    public static ActorKind KindWith(List<string> log) => new(Kind, context => new Probe(context, log));

    public async Task ActivateAsync(CancellationToken cancellation)
    {
        StoredRecord? stored = await context.Records.LoadAsync("count", cancellation);
        version = stored?.Version ?? default;
        Count = stored is null ? 0 : int.Parse(Encoding.ASCII.GetString(stored.Data.Span), CultureInfo.InvariantCulture);
        log.Add($"active {Count}");
    }

    public Task OnAlarmAsync(CancellationToken cancellation)
    {
        log.Add("alarm");
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        log.Add("disposed");
        return default;
    }

    public async Task<int> AddAsync()
    {
        Count++;
        var write = RecordWrite.Put("count", Encoding.ASCII.GetBytes(Count.ToString(CultureInfo.InvariantCulture)), version);
        version = (await context.Records.SaveAsync([write]))[0];
        return Count;
    }

    public async Task<int> WritePagesAsync(int count)
    {
        await context.Records.SaveAsync([.. Enumerable.Range(0, count).Select(i => RecordWrite.Put($"page{i}", new byte[] { 1 }, RecordVersion.None))]);
        return count;
    }

    public async Task<bool> AlarmAsync(DateTimeOffset? at)
    {
        await context.Alarm.SetAsync(at);
        return true;
    }

    public async Task<bool> WaitAsync(string name, TimeSpan delay)
    {
        log.Add($"{name} begins");
        try
        {
            await Task.Delay(delay, context.Time);
            log.Add($"{name} goes on");
        }
        finally
        {
            log.Add($"{name} finally");
        }

        return true;
    }

    public Task<bool> SetTimerAsync(TimeSpan due)
    {
        context.Time.CreateTimer(_ => log.Add("timer"), null, due, Timeout.InfiniteTimeSpan);
        return Task.FromResult(true);
    }

    /// <summary>Awaits a source whose continuations run asynchronously: they must come back to this actor's turns.</summary>
    public async Task<bool> HopAsync()
    {
        TaskScheduler before = TaskScheduler.Current;
        int thread = Environment.CurrentManagedThreadId;
        var source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        context.Time.CreateTimer(_ => source.SetResult(), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        await source.Task;
        return before == TaskScheduler.Current && thread == Environment.CurrentManagedThreadId;
    }

    /// <summary>What Core must not do: the pool would run it in an order that no seed decides.</summary>
    public async Task<bool> EscapeAsync(ManualResetEventSlim until)
    {
        await Task.Run(until.Wait);
        return true;
    }
}
