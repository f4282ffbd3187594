using CallQueue.Grains;
using CallQueue.Hosting.Local;
using CallQueue.Hosting.Transfer;

namespace CallQueue.Imports;

/// <summary>The cluster as the target of an import: each actor's grain takes its records.</summary>
internal sealed class ClusterTarget(IGrainFactory grains) : ITransferTarget
{
    public bool Knows(string kind) => kind is LocalActors.BusinessKind or LocalActors.RunKind or LocalActors.CallKind or LocalActors.TrunkKind
        or LocalActors.DirectoryKind or LocalActors.KeyringKind or LocalActors.ReplyKind
        or LocalActors.ScheduleKind or LocalActors.RosterKind or LocalActors.NumberGuardKind or LocalActors.ChosenIdsKind
        or LocalActors.AuditKind or LocalActors.SignerKind;

    public Task<TransferStanding> FindAsync(ActorAddress business, string exportId, CancellationToken cancellation) =>
        Grain(business).FindImportedAsync(exportId).WaitAsync(cancellation);

    public Task ReserveAsync(ActorAddress business, string exportId, CancellationToken cancellation) =>
        Grain(business).ReserveAsync(exportId).WaitAsync(cancellation);

    public Task<bool> WriteAsync(TransferChunk chunk, string exportId, CancellationToken cancellation) =>
        Grain(chunk.Actor).WriteImportedAsync(chunk, exportId).WaitAsync(cancellation);

    public Task WakeAsync(TransferAlarm alarm, string exportId, CancellationToken cancellation) =>
        Grain(alarm.Actor).WakeImportedAsync(exportId).WaitAsync(cancellation);

    private IImportedGrain Grain(ActorAddress actor) => actor.Kind switch
    {
        LocalActors.BusinessKind => grains.GetGrain<IBusinessGrain>(actor.Key),
        LocalActors.RunKind => grains.GetGrain<IRunGrain>(actor.Key),
        LocalActors.CallKind => grains.GetGrain<ICallGrain>(actor.Key),
        LocalActors.TrunkKind => grains.GetGrain<ITrunkGrain>(actor.Key),
        LocalActors.DirectoryKind => grains.GetGrain<IDirectoryGrain>(actor.Key),
        LocalActors.KeyringKind => grains.GetGrain<IKeyringGrain>(actor.Key),
        LocalActors.ReplyKind => grains.GetGrain<IReplyGrain>(actor.Key),
        LocalActors.ScheduleKind => grains.GetGrain<IScheduleGrain>(actor.Key),
        LocalActors.RosterKind => grains.GetGrain<IRosterGrain>(actor.Key),
        LocalActors.NumberGuardKind => grains.GetGrain<INumberGuardGrain>(actor.Key),
        LocalActors.ChosenIdsKind => grains.GetGrain<IChosenIdsGrain>(actor.Key),
        LocalActors.AuditKind => grains.GetGrain<IAuditTrailGrain>(actor.Key),
        LocalActors.SignerKind => grains.GetGrain<ISignerGrain>(actor.Key),
        _ => throw new ArgumentException($"there is no kind of actor named '{actor.Kind}'", nameof(actor)),
    };
}
