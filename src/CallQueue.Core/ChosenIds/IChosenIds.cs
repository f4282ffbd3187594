namespace CallQueue.ChosenIds;

/// <summary>
/// The ids that submitters chose for calls of runs; a call submitted alone has its id as its name. One shard of a business's ids. An
/// id is free again once its run is forgotten. Commands are durable when they answer and may be repeated.
/// </summary>
public interface IChosenIds
{
    /// <summary>Claims ids for calls of a run. Answers those that belong to other calls; nothing is claimed if there is one.</summary>
    Task<IReadOnlyList<ChosenId>> ClaimAsync(ClaimIds request);

    /// <summary>Gives back what a run has claimed, because it is not submitted after all.</summary>
    Task ReleaseAsync(ClaimIds request);

    /// <summary>Gives back all ids of a run, because it was refused after a part of it had come.</summary>
    Task ReleaseRunAsync(string run);

    /// <summary>The call that has an id; null when no call of a run has it. The run may have been forgotten since.</summary>
    Task<ChosenId?> FindAsync(string id);
}

/// <summary>An id and the call of a run that has it.</summary>
/// <param name="Fingerprint">Equal only for the same content; empty when that is not known.</param>
public sealed record ChosenId(string Id, string Run, int Index, string Fingerprint);

/// <summary>Claims ids for calls of one run.</summary>
public sealed record ClaimIds(string Run, IReadOnlyList<ChosenId> Ids)
{
    /// <summary>Only asks whether the ids are free: nothing is claimed.</summary>
    public bool IsTrial { get; init; }
}

/// <summary>An id of a submitted run that another call has.</summary>
/// <param name="Index">The call that was to have it, by its place in the run.</param>
/// <param name="Call">The name of the call that has it.</param>
public sealed record IdConflict(int Index, string Id, string Call)
{
    /// <summary>The same for the rows of a list.</summary>
    public string InList => $"custom_call_id '{Id}' (person {Index + 1} of the list) {Rest}";

    /// <summary>The same of a row.</summary>
    public string OfRow() => $"'{Id}' {Rest}";

    private string Rest => $"is already the id of call '{Call}'; choose another id, use lead_id for an id that may repeat, or leave the column out";

    public override string ToString() => $"calls[{Index}].custom_call_id: '{Id}' is already the id of call '{Call}'; choose another id, or leave that call out";
}
