using CallQueue.Businesses;
using CallQueue.Businesses.Turns;
using CallQueue.Calls;
using CallQueue.Calls.Attempts;
using CallQueue.Carriers;
using CallQueue.Runs;

namespace CallQueue.Scenarios;

/// <summary>One business over the memory host and a scripted carrier, with what scenarios ask for most.</summary>
internal sealed class Scenario
{
    public Scenario(Func<DialRequest, int, Fate> carrier, CallQueueOptions? options = null)
    {
        Carrier = new ScriptedCarrier(carrier);
        Host = new ScenarioHost(Carrier, options);
    }

    /// <summary>With a second carrier, which takes the calls while the first does not.</summary>
    public Scenario(Func<DialRequest, int, Fate> first, Func<DialRequest, int, Fate> second, CallQueueOptions? options = null)
    {
        Second = new ScriptedCarrier(second, "second");
        Carrier = new ScriptedCarrier(first) { Next = Second };
        Host = new ScenarioHost(Carrier, options);
        Second.Host = Host;
    }

    public Scenario(Fate always, CallQueueOptions? options = null) : this((_, _) => always, options) { }

    public ScriptedCarrier Carrier { get; }

    /// <summary>The second carrier, of a scenario that has one.</summary>
    public ScriptedCarrier Second { get; } = null!;

    public ScenarioHost Host { get; }

    public IBusiness Business => Host.Actors.Business(Some.Business);

    public IReadOnlyList<Dial> Dials => Carrier.Dials;

    /// <summary>When each dial left, in seconds since the scenario began.</summary>
    public IReadOnlyList<double> DialSeconds => [.. Dials.Select(dial => Math.Round((dial.At - Some.Instant).TotalSeconds, 1))];

    public void Play(Func<Task> script) => Host.Play(script);

    public ICall Call(string name) => Host.Actors.Call(new CallId(Some.Business, name));

    public IRun Run(string name) => Host.Actors.Run(new RunId(Some.Business, name));

    public async Task EnqueueAsync(EnqueueCalls run) => (await Business.EnqueueAsync(run)).ShouldBeOfType<EnqueueAnswer.Taken>();

    public async Task SubmitAsync(string name, NewCall call) =>
        ((await Business.SubmitAsync(new SubmitCall(name, name, call))).ShouldBeOfType<SubmitAnswer.Taken>() with { DueAt = null }).ShouldBe(new SubmitAnswer.Taken(true, name));

    /// <summary>The business once nothing waits and nothing is live.</summary>
    public async Task<BusinessSnapshot> UntilIdleAsync()
    {
        await Host.UntilAsync(async () => (await Business.GetAsync()).Counts is { Ready: 0, Delayed: 0, Live: 0 });
        return await CheckedAsync();
    }

    /// <summary>The run once it says that it is over.</summary>
    public async Task<RunSnapshot> UntilOverAsync(string run)
    {
        await Host.UntilAsync(async () => await Run(run).GetAsync() is { Status: RunStatus.Completed or RunStatus.Stopped, Counts: { Ready: 0, Delayed: 0, Live: 0 } });
        return (await Run(run).GetAsync())!;
    }

    /// <summary>The business now, after checking what must hold in every snapshot.</summary>
    public async Task<BusinessSnapshot> CheckedAsync()
    {
        BusinessSnapshot now = await Business.GetAsync();
        now.Counts.Total.ShouldBe(now.Counts.Ready + now.Counts.Delayed + now.Counts.Live + now.Counts.Ended);
        now.Live.Count.ShouldBe((int)now.Counts.Live);
        return now;
    }
}
