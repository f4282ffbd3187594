using CallQueue.Guards;
using CallQueue.Hosting.Local;
using CallQueue.Outboxes;
using CallQueue.Planning.Hosting;
using Microsoft.Extensions.Logging;

namespace CallQueue.Hosting.Memory;

/// <summary>
/// Core's actors in memory, on one thread and in virtual time: a whole day of calls takes milliseconds, and the same
/// script always plays the same way.
/// </summary>
internal sealed class MemoryHost : ITurns
{
    private readonly SingleThread _thread = new();
    private CallQueueServices _services;
    private Dictionary<string, ActorKind> _kinds = [];
    private readonly Dictionary<ActorAddress, Activation> _activations = [];
    private readonly Dictionary<ActorAddress, ITimer> _alarms = [];

    public MemoryHost(ScriptedCarrier carrier, CallQueueOptions? options = null, DateTimeOffset? start = null)
    {
        Clock = new VirtualClock(start ?? Some.Instant);
        carrier.Host = this;
        Share(_services = new CallQueueServices(carrier, options ?? new CallQueueOptions()));
        Actors = new LocalActors(this);
    }

    public VirtualClock Clock { get; }

    public MemoryStore Store { get; } = new();

    public LocalActors Actors { get; }

    /// <summary>Who hears of what has ended; for actors made from now on.</summary>
    public IReadOnlyList<IEndingSink> Sinks
    {
        set => Share(_services with { Sinks = value });
    }

    /// <summary>Whom to ask before each dial; for actors made from now on.</summary>
    public IVeto Veto
    {
        set => Share(_services with { Veto = value });
    }

    /// <summary>Where actors log; for actors made from now on.</summary>
    public ILoggerFactory Logging
    {
        set => Share(_services with { Logging = value });
    }

    /// <summary>While true, what actors say to each other fails on its way.</summary>
    public bool LoseMessages { get; set; }

    /// <summary>How long each message is on its way, so that messages overtake each other; null: no time at all.</summary>
    public Func<TimeSpan>? Travel { get; set; }

    public DateTimeOffset Now => Clock.GetUtcNow();

    /// <summary>Plays <paramref name="script"/> to its end.</summary>
    public void Play(Func<Task> script) => _thread.Run(script, Clock.JumpToNext);

    public Task WaitAsync(TimeSpan time) => Task.Delay(time, Clock);

    /// <summary>Waits until <paramref name="isTrue"/>, looking every so often of virtual time; fails after a virtual day.</summary>
    public async Task UntilAsync(Func<Task<bool>> isTrue, TimeSpan? atMost = null)
    {
        DateTimeOffset limit = Now + (atMost ?? TimeSpan.FromDays(1));
        while (!await isTrue())
        {
            (Now < limit).ShouldBeTrue("it never became true");
            await WaitAsync(TimeSpan.FromMilliseconds(500));
        }
    }

    /// <summary>One actor's memory is gone, as if its process had died.</summary>
    public void Crash(ActorAddress address)
    {
        if (!_activations.Remove(address, out Activation? activation)) return;
        activation.Context.IsAlive = false;
        if (_alarms.ContainsKey(address)) Arm(address, TimeSpan.Zero);
    }

    /// <summary>All memory is gone; records and alarms stay. Alarms found set fire at once, as after a restart.</summary>
    public void Crash()
    {
        foreach (Activation activation in _activations.Values) activation.Context.IsAlive = false;
        _activations.Clear();
        foreach (ActorAddress address in _alarms.Keys.ToList()) Arm(address, TimeSpan.Zero);
    }

    public async Task<T> RunAsync<T>(ActorAddress address, Func<IActor, Task<T>> turn)
    {
        await Task.Yield();
        if (!_activations.TryGetValue(address, out Activation? activation))
        {
            var context = new MemoryContext(this, address);
            IActor actor = _kinds[address.Kind].Create(context);
            _activations[address] = activation = new Activation(context, actor, actor.ActivateAsync(CancellationToken.None));
        }

        await activation.Ready;
        return await turn(activation.Actor);
    }

    public void LetGo(ActorAddress address, MemoryContext context)
    {
        if (_activations.TryGetValue(address, out Activation? activation) && activation.Context == context) _activations.Remove(address);
    }

    public void SetAlarm(ActorAddress address, DateTimeOffset? dueAt)
    {
        if (dueAt is { } at) Arm(address, at > Now ? at - Now : TimeSpan.Zero);
        else if (_alarms.Remove(address, out ITimer? timer)) timer.Dispose();
    }

    private void Arm(ActorAddress address, TimeSpan wait)
    {
        if (_alarms.Remove(address, out ITimer? old)) old.Dispose();
        _alarms[address] = Clock.CreateTimer(_ => _thread.Post(_ => _ = RingAsync(address), null), null, wait, Timeout.InfiniteTimeSpan);
    }

    private async Task RingAsync(ActorAddress address)
    {
        if (!_alarms.ContainsKey(address)) return;
        Arm(address, TimeSpan.FromSeconds(30));
        try
        {
            await RunAsync(address, async actor =>
            {
                await actor.OnAlarmAsync(CancellationToken.None);
                return true;
            });
        }
        catch (UnavailableException)
        {
            // It rings again.
        }
    }

    private void Share(CallQueueServices services)
    {
        _services = services;
        _kinds = CallQueueActors.Kinds(services).ToDictionary(kind => kind.Name);
    }

    private sealed record Activation(MemoryContext Context, IActor Actor, Task Ready);
}
