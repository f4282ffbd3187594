using CallQueue.Calls;

namespace CallQueue.Runs;

/// <summary>People of a run as they were submitted, in their order, with what they have in common. Kept as long as the run is, so that it can be run again.</summary>
/// <param name="Offset">The place of the first one in the run; 0 is the first.</param>
/// <param name="Calls">Null in place of a person whose data was erased.</param>
public sealed record RunPart(int Offset, IReadOnlyList<NewCall?> Calls)
{
    /// <summary>The priority of calls without their own.</summary>
    public Priority Priority { get; init; } = Priority.Normal;

    /// <summary>The script of all of them; a call's own members apply instead.</summary>
    public CallScript Script { get; init; } = new();

    /// <summary>The rules of all of them; a call's own members apply instead.</summary>
    public CallRules Rules { get; init; } = new();
}
