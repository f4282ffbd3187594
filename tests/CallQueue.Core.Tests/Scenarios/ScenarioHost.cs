using CallQueue.Guards;
using CallQueue.Hosting;
using CallQueue.Hosting.Local;
using CallQueue.Hosting.Memory;
using CallQueue.Outboxes;
using Microsoft.Extensions.Logging;

namespace CallQueue.Scenarios;

/// <summary>The memory host in virtual time, over a scripted carrier and a wire between actors that can lose and delay messages.</summary>
internal sealed class ScenarioHost : ITurns
{
    private readonly MemoryHost _host;
    private CallQueueServices _services;

    public ScenarioHost(ScriptedCarrier carrier, CallQueueOptions? options = null, DateTimeOffset? start = null)
    {
        Time = new VirtualTime(start ?? Some.Instant);
        _host = new MemoryHost(Time) { Wire = this };
        carrier.Host = this;
        Use(_services = new CallQueueServices(carrier, options ?? new CallQueueOptions()));
    }

    public VirtualTime Time { get; }

    public MemoryStore Store => _host.Store;

    public LocalActors Actors => _host.Actors;

    /// <summary>Receives what has ended; for actors made from now on.</summary>
    public IReadOnlyList<IEndingSink> Sinks
    {
        set => Use(_services with { Sinks = value });
    }

    /// <summary>Asked before each dial; for actors made from now on.</summary>
    public IVeto Veto
    {
        set => Use(_services with { Veto = value });
    }

    /// <summary>Whether businesses keep a dial ledger; for actors made from now on.</summary>
    public bool KeepsLedger
    {
        set => Use(_services with { KeepsLedger = value });
    }

    /// <summary>What is measured; for actors made from now on.</summary>
    public CallQueueInstruments Instruments
    {
        set => Use(_services with { Instruments = value });
    }

    /// <summary>Where actors log; for actors made from now on.</summary>
    public ILoggerFactory Logging
    {
        set => Use(_services with { Logging = value });
    }

    /// <summary>While true, messages between actors fail on their way.</summary>
    public bool LoseMessages { get; set; }

    /// <summary>How long each message between actors takes, so that messages overtake each other; null: no time at all.</summary>
    public Func<TimeSpan>? Travel { get; set; }

    public DateTimeOffset Now => Time.GetUtcNow();

    /// <summary>Plays <paramref name="script"/> to its end.</summary>
    public void Play(Func<Task> script) => Time.Play(script);

    public Task WaitAsync(TimeSpan time) => Task.Delay(time, Time);

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
    public void Crash(ActorAddress address) => _host.Crash(address);

    /// <summary>All memory is gone; records and alarms stay. Alarms that are set fire at once, as after a restart.</summary>
    public void Crash() => _host.Crash();

    async Task<T> ITurns.RunAsync<T>(ActorAddress address, Func<IActor, Task<T>> turn)
    {
        if (Travel is { } travel) await Task.Delay(travel(), Time);
        if (LoseMessages) throw new UnavailableException("the message was lost");
        return await _host.RunAsync(address, turn);
    }

    private void Use(CallQueueServices services)
    {
        _services = services;
        _host.Use(CallQueueActors.Kinds(services));
    }
}
