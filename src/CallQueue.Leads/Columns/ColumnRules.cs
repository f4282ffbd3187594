using System.Diagnostics.CodeAnalysis;
using CallQueue.Leads.Sources;

namespace CallQueue.Leads.Columns;

/// <summary>Decides what the columns of one list mean: what a person said about them, then their names.</summary>
internal sealed class ColumnRules(LeadMapping mapping)
{
    private readonly Dictionary<string, ListColumn> _read = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ListColumn> _chosen = Choose(mapping);
    private readonly HashSet<string> _met = new(StringComparer.Ordinal);

    /// <summary>The column of this header; the same object for the same header.</summary>
    public ListColumn Of(string header)
    {
        if (_read.TryGetValue(header, out ListColumn? known)) return known;
        ListColumn column = Decide(header);
        if (_read.Count < 10_000) _read[header] = column;
        return column;
    }

    /// <summary>A chosen column that no header has; null when there is none.</summary>
    public string? FindMissing() =>
        mapping.PhoneColumns.Concat(mapping.Fields.Values).FirstOrDefault(column => !_met.Contains(HeaderName.Key(column)));

    private ListColumn Decide(string header)
    {
        string key = HeaderName.Key(header);
        if (_chosen.TryGetValue(key, out ListColumn? chosen))
        {
            _met.Add(key);
            return chosen.Kind == LeadColumn.Variable ? chosen : chosen with { Header = HeaderName.Shown(header) };
        }

        ListColumn column = KnownColumns.Of(header);
        // Another column was chosen for what this one is called.
        if (column.IsPhone() && mapping.PhoneColumns.Count > 0) return column with { Kind = LeadColumn.Variable };
        return _chosen.Values.Any(c => c.Kind == column.Kind && c.Kind is not (LeadColumn.Phone or LeadColumn.Variable))
            ? column with { Kind = LeadColumn.Variable }
            : column;
    }

    private static Dictionary<string, ListColumn> Choose(LeadMapping mapping)
    {
        var chosen = new Dictionary<string, ListColumn>(StringComparer.Ordinal);
        foreach ((string field, string header) in mapping.Fields)
            chosen[HeaderName.Key(header)] = new ListColumn(KnownColumns.Fields.GetValueOrDefault(field, LeadColumn.Variable), field) { IsChosen = true };
        for (int i = 0; i < mapping.PhoneColumns.Count; i++)
            chosen[HeaderName.Key(mapping.PhoneColumns[i])] = new ListColumn(LeadColumn.Phone, mapping.PhoneColumns[i], i) { IsChosen = true };
        return chosen;
    }
}

internal static class ListColumnKinds
{
    public static bool IsPhone([NotNullWhen(true)] this ListColumn? column) => column?.Kind == LeadColumn.Phone;
}
