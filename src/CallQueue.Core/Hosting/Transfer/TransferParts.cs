using CallQueue.Hosting.Local;

namespace CallQueue.Hosting.Transfer;

/// <summary>The first line of an export.</summary>
/// <param name="Id">The id of the export: a folder that is exported again without an undo keeps its id.</param>
/// <param name="At">When the folder was sealed (UTC).</param>
/// <param name="Calls"><see cref="TransferFormat.Real"/>, <see cref="TransferFormat.Rehearsal"/> or <see cref="TransferFormat.Simulated"/>.</param>
public sealed record TransferHeader(string Id, DateTimeOffset At, string Calls);

/// <summary>One record of an actor, byte for byte.</summary>
public sealed record TransferRecord(string Name, ReadOnlyMemory<byte> Data);

/// <summary>
/// Some records of one actor, about a MiB at most (a larger record is alone). The chunks of an actor follow each other;
/// the root, if it has one, is the last record of the last chunk.
/// </summary>
public sealed record TransferChunk(ActorAddress Actor, IReadOnlyList<TransferRecord> Records, bool IsFirst, bool IsLast);

/// <summary>An actor's alarm at the time of the export.</summary>
public sealed record TransferAlarm(ActorAddress Actor, DateTimeOffset DueAt);

/// <summary>The contents of an export.</summary>
public sealed record TransferContents
{
    /// <summary>How many actors have records, by kind.</summary>
    public required IReadOnlyDictionary<string, long> Actors { get; init; }

    public required long Records { get; init; }

    public required long Alarms { get; init; }

    /// <summary>The whole file's length.</summary>
    public required long Bytes { get; init; }

    /// <summary>Calls of all businesses that wait to be dialed; null when this program can't read a business's root.</summary>
    public required long? Waiting { get; init; }

    /// <summary>Calls that were in progress; null as for <see cref="Waiting"/>.</summary>
    public required long? Live { get; init; }

    /// <summary>How many actors of <paramref name="kind"/> there are.</summary>
    public long Of(string kind) => Actors.GetValueOrDefault(kind);
}
