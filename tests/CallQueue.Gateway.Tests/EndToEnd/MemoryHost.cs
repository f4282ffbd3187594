using System.Collections.Concurrent;
using CallQueue.Hosting;
using CallQueue.Hosting.Local;

namespace CallQueue.Gateway.Tests.EndToEnd;

/// <summary>Runs Core's real actors in memory: turns one at a time per actor, records and alarms without a disk.</summary>
internal sealed class MemoryHost : ITurns, IDisposable
{
    private readonly ConcurrentDictionary<ActorAddress, Lazy<Task<Activation>>> _all = new();
    private readonly ConcurrentBag<ITimer> _timers = [];
    private Dictionary<string, ActorKind> _kinds = [];

    public MemoryHost(TimeProvider? time = null) => (Actors, Time) = (new LocalActors(this), time ?? TimeProvider.System);

    public TimeProvider Time { get; }

    public IActors Actors { get; }

    public void Use(IReadOnlyList<ActorKind> kinds) => _kinds = kinds.ToDictionary(k => k.Name);

    public async Task<T> RunAsync<T>(ActorAddress address, Func<IActor, Task<T>> turn)
    {
        Activation activation = await _all.GetOrAdd(address, key => new Lazy<Task<Activation>>(() => ActivateAsync(key))).Value;
        return await activation.RunAsync(() => turn(activation.Actor));
    }

    public void Dispose()
    {
        foreach (ITimer timer in _timers) timer.Dispose();
    }

    private async Task<Activation> ActivateAsync(ActorAddress address)
    {
        var context = new Context(this, address);
        var activation = new Activation(_kinds[address.Kind].Create(context));
        await activation.RunAsync(async () =>
        {
            await activation.Actor.ActivateAsync(default);
            return true;
        });
        return activation;
    }

    private sealed class Activation(IActor actor)
    {
        private readonly TaskFactory _turns = new(new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler);

        public IActor Actor => actor;

        public Task<T> RunAsync<T>(Func<Task<T>> turn) => _turns.StartNew(turn).Unwrap();
    }

    private sealed class Context(MemoryHost host, ActorAddress address) : IActorContext, IRecords, IAlarm
    {
        private readonly Dictionary<string, StoredRecord> _records = [];
        private ITimer? _timer;
        private long _version;

        public string Key => address.Key;

        public TimeProvider Time => host.Time;

        public IRecords Records => this;

        public IAlarm Alarm => this;

        public IActors Actors => host.Actors;

        public ValueTask<StoredRecord?> LoadAsync(string name, CancellationToken cancellation = default)
        {
            lock (_records) return ValueTask.FromResult(_records.GetValueOrDefault(name));
        }

        public ValueTask<IReadOnlyList<RecordVersion>> SaveAsync(IReadOnlyList<RecordWrite> batch, CancellationToken cancellation = default)
        {
            lock (_records) return ValueTask.FromResult<IReadOnlyList<RecordVersion>>([.. batch.Select(Save)]);
        }

        public ValueTask SetAsync(DateTimeOffset? dueAt, CancellationToken cancellation = default)
        {
            _timer?.Dispose();
            if (dueAt is not { } due) return ValueTask.CompletedTask;
            // Timers reach seven weeks; an alarm may come early.
            var wait = TimeSpan.FromTicks(Math.Clamp((due - Time.GetUtcNow()).Ticks, 0, TimeSpan.TicksPerDay));
            _timer = Time.CreateTimer(Ring, null, wait, Timeout.InfiniteTimeSpan);
            host._timers.Add(_timer);
            return ValueTask.CompletedTask;
        }

        private void Ring(object? state) => _ = host.RunAsync(address, async actor =>
        {
            await actor.OnAlarmAsync(default);
            return true;
        });

        private RecordVersion Save(RecordWrite write)
        {
            if (write.Expected is { } expected && expected != (_records.GetValueOrDefault(write.Name)?.Version ?? default))
                throw new RecordConflictException(write.Name);
            if (write.Data is not { } data)
            {
                _records.Remove(write.Name);
                return default;
            }

            var version = new RecordVersion((++_version).ToString(System.Globalization.CultureInfo.InvariantCulture));
            _records[write.Name] = new StoredRecord(data.ToArray(), version);
            return version;
        }
    }
}
