using System.Globalization;
using CallQueue.Numbers;

namespace CallQueue.Leads;

/// <summary>Numbers of one kind whose calls are special.</summary>
/// <param name="Kind">What is special about them.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Places">The first hundred of their lines, or of their places among the calls.</param>
public sealed record SpecialNumberCount(NumberKind Kind, int Count, IReadOnlyList<int> Places);

/// <summary>Counts numbers whose calls are special, for the notes of a check: they may cost much more, or nobody answers.</summary>
/// <param name="unit">What a place is: a line of a list, or a call of a request.</param>
public sealed class SpecialNumbers(string unit = "line")
{
    private const int ShownPlaces = 5;
    private const int ListedPlaces = 100;
    private readonly SortedDictionary<NumberKind, (int Count, List<int> Places)> _found = [];

    /// <summary>All of them, by kind.</summary>
    public IReadOnlyList<SpecialNumberCount> All => [.. _found.Select(kind => new SpecialNumberCount(kind.Key, kind.Value.Count, [.. kind.Value.Places]))];

    /// <summary>Counts a number that is special; any other changes nothing.</summary>
    public void Add(NumberKind kind, int place)
    {
        if (kind == NumberKind.Usual) return;
        (int count, List<int> places) = _found.GetValueOrDefault(kind, (0, []));
        if (places.Count < ListedPlaces) places.Add(place);
        _found[kind] = (count + 1, places);
    }

    /// <summary>One sentence for each kind, with the first places.</summary>
    public IEnumerable<string> Notes() => _found.Select(kind => Note(kind.Key, kind.Value.Count, kind.Value.Places));

    /// <summary>The same about one number that needs no place.</summary>
    public IEnumerable<string> KindNotes() => _found.Keys.Select(kind => $"The number is {WordsOf(kind)}.");

    private string Note(NumberKind kind, int numbers, List<int> places)
    {
        string count = numbers == 1 ? "One number is" : string.Create(CultureInfo.InvariantCulture, $"{numbers} numbers are");
        string shown = string.Join(", ", places.Take(ShownPlaces).Select(place => place.ToString(CultureInfo.InvariantCulture)));
        string more = numbers > ShownPlaces ? " and more" : "";
        return $"{count} {WordsOf(kind)} ({unit} {shown}{more}).";
    }

    private static string WordsOf(NumberKind kind) => kind switch
    {
        NumberKind.Premium => "premium rate: calls may cost much more",
        NumberKind.SharedCost => "shared cost: calls may cost more",
        NumberKind.Personal => "a follow-me number: calls may cost much more",
        NumberKind.Pager => "a pager: nobody answers",
        _ => "in a satellite or international network: calls cost much more",
    };
}
