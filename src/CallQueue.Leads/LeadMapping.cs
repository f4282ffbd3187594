using CallQueue.Leads.Columns;

namespace CallQueue.Leads;

/// <summary>What a person says about the columns of a list, instead of what their names say.</summary>
public sealed record LeadMapping
{
    /// <summary>Nothing: every column is read by its name.</summary>
    public static LeadMapping None { get; } = new();

    /// <summary>The columns of the telephone number: the first that is filled is dialed. Empty: found by their names.</summary>
    public IReadOnlyList<string> PhoneColumns { get; init; } = [];

    /// <summary>Columns by field: a known field such as <c>name</c> or <c>timezone</c>, or a variable of any other name.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>();

    /// <summary>The same for the same mapping; empty when nothing was said.</summary>
    internal string Text => string.Concat(PhoneColumns.Select(column => $" phone={column}"))
        + string.Concat(Fields.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $" {pair.Key}={pair.Value}"));

    /// <summary>Reads <c>FIELD=COLUMN</c> pairs, such as <c>name=First Name</c>, and the columns of the number.</summary>
    /// <param name="problem">Why they can't be used, as the end of a sentence that begins with the option; null when they can.</param>
    public static LeadMapping? Parse(IReadOnlyList<string> pairs, IReadOnlyList<string> phoneColumns, out string? problem)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        ArgumentNullException.ThrowIfNull(phoneColumns);
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        List<string> phones = [.. phoneColumns.Select(column => column.Trim())];
        foreach (string pair in pairs)
        {
            int at = pair.IndexOf('=', StringComparison.Ordinal);
            string field = at < 0 ? "" : pair[..at].Trim(), column = at < 0 ? "" : pair[(at + 1)..].Trim();
            problem = field.Length == 0 || column.Length == 0 ? $"must be FIELD=COLUMN, such as name=First Name; got '{pair}'"
                : !KnownColumns.Of(field).IsPhone() && !fields.TryAdd(NameOf(field), column) ? $"names {field} twice; give each field one column"
                : null;
            if (problem is not null) return null;
            if (KnownColumns.Of(field).IsPhone()) phones.Add(column);
        }

        problem = phones.Exists(column => column.Length == 0) ? "must name a column" : null;
        return problem is null ? new LeadMapping { PhoneColumns = phones, Fields = fields } : null;
    }

    private static string NameOf(string field) => HeaderName.Key(field) switch
    {
        "tz" or "time_zone" => "timezone",
        var key when KnownColumns.Fields.ContainsKey(key) => key,
        _ => field,
    };
}
