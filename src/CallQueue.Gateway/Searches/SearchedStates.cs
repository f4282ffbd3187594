using CallQueue.Calls;
using CallQueue.Inputs;
using CallQueue.Problems;
using Microsoft.AspNetCore.Http;

namespace CallQueue.Searches;

/// <summary>The states that a search asks for, in the words that the calls family shows [S3].</summary>
/// <param name="Places">Where calls in these states are.</param>
/// <param name="Outcomes">The outcomes among them; null: any.</param>
/// <param name="Shown">The words of the calls that count; null: any.</param>
internal sealed record SearchedStates(CallPlaces Places, IReadOnlyList<Outcome>? Outcomes, IReadOnlySet<string>? Shown)
{
    private static readonly Dictionary<string, CallPlaces> PlaceWords = new(StringComparer.Ordinal)
    {
        ["waiting"] = CallPlaces.Ready | CallPlaces.Delayed, ["queued"] = CallPlaces.Ready, ["scheduled"] = CallPlaces.Delayed,
        ["live"] = CallPlaces.Live, ["dialing"] = CallPlaces.Live, ["ringing"] = CallPlaces.Live, ["in_progress"] = CallPlaces.Live, ["ended"] = CallPlaces.Ended,
    };

    /// <summary>The words that stand for several states.</summary>
    private static readonly Dictionary<string, string[]> Groups = new(StringComparer.Ordinal)
    {
        ["waiting"] = ["queued", "scheduled"], ["live"] = ["dialing", "ringing", "in_progress"], ["ended"] = [.. Enum.GetValues<Outcome>().Select(outcome => StateWords.Of(outcome).Call)],
    };

    private static readonly Dictionary<string, Outcome> OutcomeWords = Enum.GetValues<Outcome>().ToDictionary(outcome => StateWords.Of(outcome).Call, StringComparer.Ordinal);

    /// <summary>How calls end, in words.</summary>
    public static IEnumerable<string> OutcomeNames { get; } = OutcomeWords.Keys;

    /// <summary>The outcome of a word; null when there is none.</summary>
    public static Outcome? OutcomeOf(string word) => OutcomeWords.TryGetValue(word, out Outcome outcome) ? outcome : null;

    /// <summary>All words.</summary>
    public static IEnumerable<string> Words { get; } = [.. PlaceWords.Keys, .. OutcomeWords.Keys];

    /// <summary>Any state.</summary>
    private static SearchedStates Any { get; } = new(CallPlaces.All, null, null);

    /// <summary>Reads them from the query, adding what is wrong to <paramref name="problems"/>.</summary>
    public static SearchedStates Read(HttpRequest request, FieldProblems problems)
    {
        string[]? states = Split(request, "state", Words, problems), outcomes = Split(request, "outcome", OutcomeWords.Keys, problems);
        if (states is null && outcomes is null) return Any;
        HashSet<string> shown = [.. (states ?? ["ended"]).SelectMany(word => Groups.GetValueOrDefault(word) ?? [word])];
        if (outcomes is not null) shown.IntersectWith(outcomes);
        if (shown.Count == 0 && problems.Count == 0) problems.Add("outcome", $"contradicts state; no call can be both{ShownValue.Got(string.Join(", ", outcomes ?? []))}");
        Outcome[] ended = [.. shown.Where(OutcomeWords.ContainsKey).Select(word => OutcomeWords[word])];
        CallPlaces places = shown.Aggregate(CallPlaces.None, (all, word) => all | (PlaceWords.TryGetValue(word, out CallPlaces place) ? place : CallPlaces.Ended));
        return new SearchedStates(places, ended, shown);
    }

    public bool Has(string word) => Shown?.Contains(word) != false;

    private static string[]? Split(HttpRequest request, string name, IEnumerable<string> known, FieldProblems problems)
    {
        if (request.Query[name] is not [{ Length: > 0 } text, ..]) return null;

        // Some existing systems write it with two l.
        string[] words = [.. text.Split(',', StringSplitOptions.TrimEntries).Select(word => word == "cancelled" ? "canceled" : word)];
        foreach (string word in words.Except(known)) problems.Add(name, $"must be one or more of {string.Join(", ", known)}, with commas between{ShownValue.Got(word)}");
        return words;
    }
}
