using CallQueue.Hosting.Transfer;

namespace CallQueue.Imports;

/// <summary>
/// What an import asks of every grain: to take over the records that its actor had elsewhere. Done in the grain itself, so
/// that no turn of the actor comes in between. Everything may be repeated.
/// </summary>
[Alias("CallQueue.IImportedGrain")]
public interface IImportedGrain : IGrainWithStringKey
{
    /// <summary>The state of the actor for an import. Changes nothing.</summary>
    Task<TransferStanding> FindImportedAsync(string exportId);

    /// <summary>Reserves the actor for an export: until its root has been written it does not run.</summary>
    Task ReserveAsync(string exportId);

    /// <summary>Writes records, unless there is a root already: then false.</summary>
    Task<bool> WriteImportedAsync(TransferChunk chunk, string exportId);

    /// <summary>Sets the alarm so that it rings now, if there is a root and no alarm.</summary>
    Task WakeImportedAsync(string exportId);
}
