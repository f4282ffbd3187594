using System.Globalization;
using System.Text;
using CallQueue.Hosting;

namespace CallQueue.Conformance.Probes;

/// <summary>The probe. Hosts that run actors in their own process make it from an <see cref="IActorContext"/>.</summary>
/// <param name="context">Given by the host.</param>
/// <param name="world">Shared with the test.</param>
/// <param name="probes">References to other probes.</param>
public sealed class ProbeActor(IActorContext context, ProbeWorld world, Func<string, IProbe> probes) : IActor, IProbe
{
    /// <summary>Probes with this prefix wait for the gate of their key while they are activated.</summary>
    public const string SlowPrefix = "slow-";

    private readonly string _instance = Guid.NewGuid().ToString("N");
    private int _inside;
    private int _sum;
    private int _count;
    private RecordVersion _countVersion;

    public async Task ActivateAsync(CancellationToken cancellation)
    {
        world.Note(context.Key, "activating");
        if (context.Key.StartsWith(SlowPrefix, StringComparison.Ordinal)) await world.GateAsync(context.Key);
        if (world.MustFailActivation(context.Key)) throw new InvalidOperationException("told to fail");
        if (await context.Records.LoadAsync("count", cancellation) is { } stored)
            (_count, _countVersion) = (int.Parse(Encoding.ASCII.GetString(stored.Data.Span), CultureInfo.InvariantCulture), stored.Version);
        world.Note(context.Key, "activated");
    }

    public async Task OnAlarmAsync(CancellationToken cancellation)
    {
        world.Note(context.Key, "alarm");
        var answer = world.AnswerOf(context.Key);
        if (answer == AlarmAnswer.Throw) throw new InvalidOperationException("told to fail");
        if (answer == AlarmAnswer.Clear) await context.Alarm.SetAsync(null, cancellation);
        world.Note(context.Key, "alarm ended");
    }

    public Task NoteAsync(string note)
    {
        world.Note(context.Key, note);
        return Task.CompletedTask;
    }

    public async Task WaitAsync(string note, string gate)
    {
        world.Note(context.Key, $"begun {note}");
        await world.GateAsync(gate);
        world.Note(context.Key, $"ended {note}");
    }

    public async Task WorkAsync(int pieces)
    {
        for (var i = 0; i < pieces; i++)
        {
            if (Interlocked.Increment(ref _inside) != 1) world.Overlapped();
            Thread.SpinWait(200);
            Interlocked.Decrement(ref _inside);
            await Task.Yield();
        }
    }

    public Task<int> AddAsync(int amount) => Task.FromResult(_sum += amount);

    public async Task<int> CountAsync()
    {
        var data = Encoding.ASCII.GetBytes((_count + 1).ToString(CultureInfo.InvariantCulture));
        _count++;
        var versions = await context.Records.SaveAsync([RecordWrite.Put("count", data, _countVersion)]);
        _countVersion = versions[0];
        return _count;
    }

    public async Task<int> CountAfterAsync(string gate)
    {
        world.Note(context.Key, "begun counting");
        await world.GateAsync(gate);
        return await CountAsync();
    }

    public Task<ProbeReport> ReportAsync() => Task.FromResult(new ProbeReport(_instance, _sum, _count));

    public async Task<IReadOnlyList<string?>> SaveAsync(IReadOnlyList<ProbeWrite> writes)
    {
        var versions = await context.Records.SaveAsync([.. writes.Select(ToRecordWrite)]);
        return [.. versions.Select(version => version.Value)];
    }

    public async Task<ProbeRecord?> LoadAsync(string name) =>
        await context.Records.LoadAsync(name) is { } stored ? new ProbeRecord(stored.Data.ToArray(), stored.Version.Value) : null;

    public async Task SetAlarmAsync(DateTimeOffset? dueAt) => await context.Alarm.SetAsync(dueAt);

    public async Task SetAlarmsAsync(IReadOnlyList<DateTimeOffset?> dueTimes) =>
        await Task.WhenAll(dueTimes.Select(dueAt => context.Alarm.SetAsync(dueAt).AsTask()));

    public Task FailAsync(ProbeFailure failure, string message) => throw (failure switch
    {
        ProbeFailure.Argument => new ArgumentException(message),
        ProbeFailure.Storage => new StorageException(message),
        ProbeFailure.Conflict => new RecordConflictException(message),
        ProbeFailure.Canceled => new OperationCanceledException(message),
        _ => new InvalidOperationException(message),
    });

    public async Task PassAsync(IReadOnlyList<string> keys, string note)
    {
        if (keys.Count == 0) world.Note(context.Key, note);
        else await probes(keys[0]).PassAsync([.. keys.Skip(1)], note);
        _sum++;
    }

    public async Task LetFailAsync(string key, ProbeFailure failure, string message) => await probes(key).FailAsync(failure, message);

    public ValueTask DisposeAsync()
    {
        world.Note(context.Key, "released");
        return ValueTask.CompletedTask;
    }

    private static RecordWrite ToRecordWrite(ProbeWrite write)
    {
        var expected = write.AnyVersion ? (RecordVersion?)null : new RecordVersion(write.Expected);
        if (write.Data is null) return new RecordWrite(write.Name, null, expected);
        // The value lies in the middle of a larger array: a host must not take the array for the value.
        byte[] surrounded = [1, .. write.Data, 2];
        return new RecordWrite(write.Name, surrounded.AsMemory(1, write.Data.Length), expected);
    }
}
