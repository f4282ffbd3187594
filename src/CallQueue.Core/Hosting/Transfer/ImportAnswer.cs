using CallQueue.Hosting.Local;

namespace CallQueue.Hosting.Transfer;

/// <summary>How an import ended.</summary>
public abstract record ImportAnswer
{
    private ImportAnswer()
    {
    }

    /// <summary>Everything is there.</summary>
    public sealed record Done(ImportCounts Counts) : ImportAnswer;

    /// <summary>Nothing was written.</summary>
    /// <param name="Conflicts">Businesses that are there already, and did not come with this export.</param>
    /// <param name="UnknownKinds">Kinds of actors that can't live there: they need a newer program.</param>
    public sealed record Refused(IReadOnlyList<ActorAddress> Conflicts, IReadOnlyList<string> UnknownKinds) : ImportAnswer;
}

/// <summary>What an import has done so far.</summary>
/// <param name="Records">Records written.</param>
/// <param name="Actors">Actors written, businesses included.</param>
/// <param name="Businesses">Businesses written.</param>
/// <param name="LeftAlone">Actors that were there already: an earlier try brought them, or they are shared, as trunks are.</param>
/// <param name="Alarms">Alarms handed over.</param>
/// <param name="Passed">Records looked at so far, of <see cref="TransferContents.Records"/>.</param>
public sealed record ImportCounts(long Records, long Actors, long Businesses, long LeftAlone, long Alarms, long Passed);
