using CallQueue.Businesses;
using CallQueue.Hosting;
using Microsoft.Extensions.Logging;

namespace CallQueue.Calls.Attempts;

/// <summary>What all calls of a process share.</summary>
internal sealed record CallProcess(LookupBudget Lookups, CallOwners Owners, ClockWatch Clocks, CommitInstruments.CommitMeasures Commits);

/// <summary>A call's memory, and the commits that make it durable.</summary>
internal sealed class CallState
{
    private readonly IActorContext _context;

    public CallState(IActorContext context, CallQueueServices services, CallProcess shared)
    {
        Silence = new Silence(services.Options.AskAfterSilence, shared.Lookups, context.Time);
        (_context, Services, Shared, Id) = (context, services, shared, CallId.Parse(context.Key));
        Log = services.Logging.CreateLogger<Call>();
        Guards = new CallGuards(Id, context.Actors, Log);
        Commits = new Commits<CallRecord>(context, CallQueueJson.Default.CallRecord) { Snapshot = () => Record!, Committed = record => Durable = record, Measures = shared.Commits };
    }

    public CallId Id { get; }

    public CallQueueServices Services { get; }

    /// <summary>What all calls of this process share.</summary>
    public CallProcess Shared { get; }

    public ILogger Log { get; }

    public Commits<CallRecord> Commits { get; }

    /// <summary>Null until a request to the call is stored.</summary>
    public CallRecord? Record { get; set; }

    /// <summary>What this instance stored last; null before its first write.</summary>
    public CallRecord? Durable { get; private set; }

    public TimeProvider Time => _context.Time;

    public DateTimeOffset Now => _context.Time.GetUtcNow();

    public CallQueueOptions Options => Services.Options;

    public IActors Actors => _context.Actors;

    /// <summary>As <see cref="IActorContext.DurableAsync"/>: awaited before the carrier is sent anything.</summary>
    public Task DurableAsync() => _context.DurableAsync();

    /// <summary>When the carrier is to be asked about a call of which nothing is heard.</summary>
    public Silence Silence { get; }

    /// <summary>The guards of the number.</summary>
    public CallGuards Guards { get; }

    /// <summary>An ended call has nothing in memory that its record does not have: it goes at once, since thousands end per second.</summary>
    public void LetGoIfEnded()
    {
        if (Record is null or { End: not null }) _context.LetGoSoon();
    }

    public IBusiness Business => Actors.Business(Id.Business);
}
