using CallQueue.Searches;

namespace CallQueue.Runs;

/// <summary>The next part of a search through the results of a run, the last index first.</summary>
/// <param name="Before">Only results of smaller indexes; null: all.</param>
/// <param name="Rows">How many results to give at most.</param>
/// <param name="Pages">How many pages to read at most.</param>
public sealed record SearchResults(CallCriteria Asked, int? Before, int Rows, int Pages);

/// <summary>Part of the results that a search found.</summary>
/// <param name="Next">Results of smaller indexes have not been searched; null: all have been.</param>
/// <param name="Pages">Pages that it read.</param>
public sealed record ResultsFound(IReadOnlyList<RunResult> Results, int? Next, int Pages);
