using CallQueue.Hosting.Local;

namespace CallQueue.Simulation.Sabotages;

/// <summary>Every planted bug. Each is to be found within <see cref="WithinSeeds"/> seeds.</summary>
internal static class PlantedBugs
{
    public const ulong WithinSeeds = 1_500;

    public static IReadOnlyList<Sabotage> All { get; } =
    [
        new RepliesBeforeCommit(LocalActors.BusinessKind),
        new RepliesBeforeCommit(LocalActors.RunKind),
        new RepliesBeforeCommit(LocalActors.CallKind),
        new SendsBeforeDurable(),
        new AnswersBeforeDurable(),
        new EndsOnlyTheLoser(),
        new ForgetsLeases(),
        new CountsDrift(),
        new DropsPages(),
        new RootBeforePages(),
        new WritesUnfenced(LocalActors.BusinessKind),
        new WritesUnfenced(LocalActors.CallKind),
        new LosesAlarms(),
        new LosesAlarms(LocalActors.ScheduleKind),
        new DialsAgainBlindly(),
        new PostsAgain(),
        new IgnoresTheDeadline(),
        new IgnoresSkew(),
        new FailsOpen(),
        new AdoptsOthersCalls(),
        new WaitsForTheWebhook(),
        new OneStopsAll(),
        new ActorBug("a stopped trunk is never probed", LocalActors.TrunkKind, ["P4", "P7"], (actor, _) => new NeverProbes(actor)),
        new OneChannelTooMany(),
        new Unpaced(),
        new IgnoresNumbers(),
        new NoTimers(),
        new ActorBug("stops after the answer", LocalActors.BusinessKind, ["P5"], (actor, world) => new StopsLater(actor, world)),
        new ActorBug("forgets a cancel", LocalActors.BusinessKind, ["P5"], (actor, _) => new ForgetsCancels(actor)),
        new ActorBug("loses a part of a run", LocalActors.BusinessKind, ["P4"], (actor, world) => new LosesParts(actor, world)),
        new ActorBug("one slot too many", LocalActors.BusinessKind, ["P1"], (actor, _) => new Resettled(actor, s => s with { Slots = s.Slots + 1 })),
        new ActorBug("ignores rates", LocalActors.BusinessKind, ["P8"], (actor, _) => new Resettled(actor, s => s with { Rates = [] })),
        new ActorBug("ignores windows", LocalActors.BusinessKind, ["P8"], (actor, _) => new ForgetsWindows(actor)),
        new ActorBug("calls by one clock", LocalActors.BusinessKind, ["P8"], (actor, _) => new OneClock(actor)),
        new ActorBug("frees a slot late", LocalActors.BusinessKind, ["P7"], (actor, world) => new FreesLate(actor, world)),
        new ActorBug("trusts any token", LocalActors.CallKind, ["P4", "P9"], (actor, _) => new TrustsAnyToken(actor)),
        new ActorBug("never asks the carrier", LocalActors.CallKind, ["P4", "P10"], (actor, _) => new NeverAsks(actor)),
        new ActorBug("skips the last look", LocalActors.NumberGuardKind, ["P8"], (actor, _) => new ClearsEverybody(actor)),
        new RepliesBeforeCommit(LocalActors.NumberGuardKind),
        new ActorBug("ignores caps", LocalActors.BusinessKind, ["P8"], (actor, _) => new Resettled(actor, s => s with { ContactCaps = null })),
        new ActorBug("ignores dials per hour and day", LocalActors.BusinessKind, ["P8"], (actor, _) => new Resettled(actor, s => s with { Usage = null, Ceilings = null })),
        new ForgetsUsage(),
        new ActorBug("asks no app", LocalActors.BusinessKind, ["P8"], (actor, _) => new Resettled(actor, s => s with { Veto = null })),
        new ActorBug("loses news of a run", LocalActors.RunKind, ["P4"], (actor, world) => new LosesNews(actor, world)),
        new ActorBug("a paused schedule goes on", LocalActors.ScheduleKind, ["P5"], (actor, _) => new GoesOnThoughPaused(actor)),
        new ActorBug("forgets a change of a schedule", LocalActors.ScheduleKind, ["P4", "P5"], (actor, _) => new ForgetsChanges(actor)),
        new ActorBug("lets occurrences overlap", LocalActors.ScheduleKind, ["P5"], (actor, _) => new LetsThemOverlap(actor)),
        new LeavesNoRow(),
        new WritesRowsTwice(),
        new WritesRowsOutsideTheCommit(),
        new ActorBug("results keep an erased person", LocalActors.RunKind, ["P13"], (actor, _) => new KeepsResults(actor)),
        new ActorBug("a call's record keeps an erased person", LocalActors.CallKind, ["P13"], (actor, _) => new KeepsItsRecord(actor)),
        new ActorBug("answers an erasure and erases nothing", LocalActors.BusinessKind, ["P13"], (actor, _) => new ErasesNothing(actor)),
        new KeepsLedgerKeys(),
        new ActorBug("forgets an edit of a contact", LocalActors.RosterKind, ["P4", "P5"], (actor, _) => new ForgetsEdits(actor)),
    ];
}
