using CallQueue.Runs;
using CallQueue.Searches;

namespace CallQueue.Businesses;

/// <summary>The next part of a search through the calls of a business.</summary>
/// <param name="Position">Where the part before it ended; null at the beginning.</param>
/// <param name="Rows">How many calls to give at most: 1 to <see cref="MostRows"/>.</param>
public sealed record SearchCalls(CallCriteria Asked, SearchPosition? Position, int Rows)
{
    /// <summary>The most calls of one part.</summary>
    public const int MostRows = 200;

    /// <summary>The most pages of the queue, results and records that one part reads: what bounds its time, however many calls there are.</summary>
    public const int MostPages = 1_024;
}

/// <summary>Part of a search's result.</summary>
/// <param name="Next">Where to continue; null when everything has been searched.</param>
/// <param name="Pages">Pages and records that it read.</param>
public sealed record SearchAnswer(IReadOnlyList<FoundCall> Calls, SearchPosition? Next, int Pages);

/// <summary>What found a call.</summary>
public enum FoundBy
{
    /// <summary>Its place in the queue, its lease, or the list of what has ended; <see cref="FoundCall.Call"/> has what that says.</summary>
    Queue,

    /// <summary>The results of its run: <see cref="FoundCall.Result"/>.</summary>
    Results,

    /// <summary>The index of calls that were dialed or have ended. It only gives the name: whether the call meets the criteria is to be checked.</summary>
    Index,
}

/// <summary>A call that a search found.</summary>
/// <param name="Name">Its name within the business.</param>
public sealed record FoundCall(string Name, FoundBy By)
{
    public ListedCall? Call { get; init; }

    public RunResult? Result { get; init; }

    /// <summary>When it ended, to the second, where the index has it; null otherwise.</summary>
    public DateTimeOffset? At { get; init; }
}
