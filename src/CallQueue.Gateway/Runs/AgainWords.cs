using CallQueue.Problems;
using CallQueue.Searches;

namespace CallQueue.Runs;

/// <summary>Who of a run is to be called again, in words.</summary>
internal static class AgainWords
{
    public const string Everybody = "all";
    public const string Unreached = "unreached";

    /// <summary>Whoever was not spoken to and may be called again: not those who declined, and not those who must not be called.</summary>
    private static readonly string[] UnreachedOutcomes = ["busy", "no_answer", "voicemail", "no_agent", "failed", "canceled", "expired"];

    /// <summary>Everything that may be said.</summary>
    public static IReadOnlyList<string> All { get; } = [Unreached, Everybody, .. SearchedStates.OutcomeNames];

    public static string Problem { get; } = $"must be one or more of {string.Join(", ", All)}, with commas between";

    /// <summary>The outcomes that are meant, or null for everybody; a problem when a word is unknown.</summary>
    public static (IReadOnlySet<Outcome>? Outcomes, string? Problem) Read(string text)
    {
        string[] words = [.. text.Split(',', StringSplitOptions.TrimEntries).Select(word => word == "cancelled" ? "canceled" : word)];
        if (words.FirstOrDefault(word => !All.Contains(word)) is { } unknown) return (null, Problem + ShownValue.Got(unknown));
        if (words.Contains(Everybody)) return (null, words.Length == 1 ? null : $"{Everybody} includes everybody; leave the other words out");
        return (words.SelectMany(word => word == Unreached ? UnreachedOutcomes : [word]).Select(word => SearchedStates.OutcomeOf(word)!.Value).ToHashSet(), null);
    }
}
