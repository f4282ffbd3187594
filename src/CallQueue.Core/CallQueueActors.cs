using CallQueue.Audits;
using CallQueue.Businesses;
using CallQueue.Businesses.Turns;
using CallQueue.Calls.Attempts;
using CallQueue.Carriers;
using CallQueue.ChosenIds;
using CallQueue.Guards;
using CallQueue.Evidence;
using CallQueue.Hosting;
using CallQueue.Hosting.Local;
using CallQueue.Keys;
using CallQueue.Outboxes;
using CallQueue.Replies;
using CallQueue.Rosters.Passes;
using CallQueue.Runs;
using CallQueue.Schedules;
using CallQueue.Trunks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CallQueue;

/// <summary>What every actor of a process shares.</summary>
public sealed record CallQueueServices(ICarriers Carriers, CallQueueOptions Options)
{
    public ILoggerFactory Logging { get; init; } = NullLoggerFactory.Instance;

    /// <summary>What is measured. Default: nothing.</summary>
    public CallQueueInstruments Instruments { get; init; } = CallQueueInstruments.None;

    /// <summary>Asks apps just before people are dialed; null: there is no veto hook, which counts as no answer.</summary>
    public IVeto? Veto { get; init; }

    /// <summary>Whether businesses keep a dial ledger: not where calls are only planned.</summary>
    public bool KeepsLedger { get; init; } = true;

    /// <summary>Who is notified of every call and run that has ended. The same in all processes of a deployment.</summary>
    public IReadOnlyList<IEndingSink> Sinks { get; init; } = [];
}

/// <summary>The kinds of actors, for hosts that make them themselves.</summary>
public static class CallQueueActors
{
    /// <summary>All kinds, made with <paramref name="services"/>.</summary>
    public static IReadOnlyList<ActorKind> Kinds(CallQueueServices services)
    {
        ArgumentNullException.ThrowIfNull(services);
        var shared = new CallProcess(new LookupBudget(services.Options.LookupsPerSecond), new CallOwners(), new ClockWatch(services.Logging.CreateLogger<Call>()), services.Instruments.Commits.Of(LocalActors.CallKind));
        return
        [
            new ActorKind(LocalActors.BusinessKind, context => new Business(context, services)),
            new ActorKind(LocalActors.RunKind, Measured((context, commits) => new Run(context, commits), LocalActors.RunKind)),
            new ActorKind(LocalActors.CallKind, context => new Call(context, services, shared)),
            new ActorKind(LocalActors.TrunkKind, context => new Trunk(context, services)),
            new ActorKind(LocalActors.DirectoryKind, Measured((context, commits) => new Directories.Directory(context, commits), LocalActors.DirectoryKind)),
            new ActorKind(LocalActors.KeyringKind, Measured((context, commits) => new Keyring(context, commits), LocalActors.KeyringKind)),
            new ActorKind(LocalActors.ReplyKind, Measured((context, commits) => new Reply(context, commits), LocalActors.ReplyKind)),
            new ActorKind(LocalActors.ScheduleKind, context => new Schedule(context, services)),
            new ActorKind(LocalActors.RosterKind, context => new Roster(context, services)),
            new ActorKind(LocalActors.NumberGuardKind, context => new NumberGuard(context, services)),
            new ActorKind(LocalActors.ChosenIdsKind, Measured((context, commits) => new ChosenIdShard(context, commits), LocalActors.ChosenIdsKind)),
            new ActorKind(LocalActors.AuditKind, Measured((context, commits) => new AuditTrail(context, commits), LocalActors.AuditKind)),
            new ActorKind(LocalActors.SignerKind, Measured((context, commits) => new Signer(context, commits), LocalActors.SignerKind)),
        ];

        Func<IActorContext, IActor> Measured(Func<IActorContext, CommitInstruments.CommitMeasures, IActor> make, string kind)
        {
            CommitInstruments.CommitMeasures commits = services.Instruments.Commits.Of(kind);
            return context => make(context, commits);
        }
    }
}
