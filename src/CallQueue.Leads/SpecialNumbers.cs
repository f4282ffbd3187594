using System.Globalization;
using CallQueue.Numbers;

namespace CallQueue.Leads;

/// <summary>Counts numbers whose calls are special, for the notes of a check: they may cost much more, or nobody answers.</summary>
internal sealed class SpecialNumbers
{
    private const int ShownLines = 5;
    private readonly SortedDictionary<NumberKind, List<int>> _lines = [];

    public void Add(NumberKind kind, int line)
    {
        if (kind == NumberKind.Usual) return;
        if (!_lines.TryGetValue(kind, out List<int>? lines)) _lines.Add(kind, lines = []);
        lines.Add(line);
    }

    public IEnumerable<string> Notes() => _lines.Select(kind => Note(kind.Key, kind.Value));

    private static string Note(NumberKind kind, List<int> lines)
    {
        string count = lines.Count == 1 ? "One number is" : string.Create(CultureInfo.InvariantCulture, $"{lines.Count} numbers are");
        string shown = string.Join(", ", lines.Take(ShownLines).Select(line => line.ToString(CultureInfo.InvariantCulture)));
        string more = lines.Count > ShownLines ? " and more" : "";
        return $"{count} {WordsOf(kind)} (line {shown}{more}).";
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
