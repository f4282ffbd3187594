using System.Globalization;
using CallQueue.Calls;
using CallQueue.Leads.Sources;

namespace CallQueue.Leads;

/// <summary>Finds a <c>custom_call_id</c> that two rows of a file have: it names one call.</summary>
internal sealed class RepeatedIds
{
    private Dictionary<string, int>? _lines;

    /// <summary>Whether any row had one.</summary>
    public bool HasAny => _lines is not null;

    /// <summary>False with a problem when an earlier row has the call's id.</summary>
    public bool IsNew(NewCall call, LeadRow row, ProblemList problems)
    {
        if (call.CustomId is not { } id) return true;
        _lines ??= new Dictionary<string, int>(StringComparer.Ordinal);
        if (_lines.TryAdd(id, row.Line)) return true;
        problems.Add(row.Line, "custom_call_id", string.Create(CultureInfo.InvariantCulture, $"'{id}' already appears on line {_lines[id]}; it names one call, so give each row another, or use lead_id"));
        return false;
    }
}
