using System.Collections.Frozen;

namespace CallQueue.Leads.Sources;

/// <summary>What a column means.</summary>
internal enum LeadColumn
{
    /// <summary>Handed to the agent, and put into the message, under the column's own name.</summary>
    Variable,
    Phone,
    Name,
    Message,
    Ssml,
    Voice,
    Priority,
    LeadId,
    CampaignId,
    CustomCallId,
    TimeZone,
    Window,
    ScheduledAt,
    Deadline,
    FlowName,
    AnswerUrl,
    MaxRetries,
    MaxDuration,
    Recording,
}

/// <summary>One cell that is not empty.</summary>
/// <param name="Header">The column as the file calls it.</param>
internal readonly record struct LeadCell(LeadColumn Column, string Header, string Value);

/// <summary>One row, or one object.</summary>
/// <param name="Line">Its first line in the file.</param>
/// <param name="Problem">Why it can't be read as a whole; null when it can.</param>
internal sealed record LeadRow(int Line, IReadOnlyList<LeadCell> Cells, string? Problem = null);

/// <summary>The names that columns go by. Case, blanks and dashes do not matter.</summary>
internal static class LeadColumns
{
    private static readonly FrozenDictionary<string, LeadColumn> Names = new Dictionary<string, LeadColumn>
    {
        ["phone"] = LeadColumn.Phone, ["phone_number"] = LeadColumn.Phone, ["to"] = LeadColumn.Phone, ["number"] = LeadColumn.Phone,
        ["telephone"] = LeadColumn.Phone, ["mobile"] = LeadColumn.Phone,
        ["name"] = LeadColumn.Name,
        ["message"] = LeadColumn.Message,
        ["ssml"] = LeadColumn.Ssml,
        ["voice"] = LeadColumn.Voice,
        ["priority"] = LeadColumn.Priority,
        ["lead_id"] = LeadColumn.LeadId,
        ["campaign_id"] = LeadColumn.CampaignId,
        ["custom_call_id"] = LeadColumn.CustomCallId,
        ["timezone"] = LeadColumn.TimeZone, ["time_zone"] = LeadColumn.TimeZone, ["tz"] = LeadColumn.TimeZone,
        ["window"] = LeadColumn.Window,
        ["scheduled_at"] = LeadColumn.ScheduledAt,
        ["deadline"] = LeadColumn.Deadline,
        ["flow_name"] = LeadColumn.FlowName,
        ["answer_url"] = LeadColumn.AnswerUrl,
        ["max_retries"] = LeadColumn.MaxRetries,
        ["max_duration"] = LeadColumn.MaxDuration,
        ["recording_enabled"] = LeadColumn.Recording,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The names of the number's column, for people.</summary>
    public const string PhoneNames = "phone, phone_number, to, number, telephone or mobile";

    public static LeadColumn Of(string header) =>
        Names.GetValueOrDefault(header.Trim().ToLowerInvariant().Replace(' ', '_').Replace('-', '_'), LeadColumn.Variable);

    /// <summary>Why these columns are ambiguous; null when they are not. Variables differ by their name.</summary>
    public static string? FindDouble(IEnumerable<(LeadColumn Column, string Header)> columns)
    {
        foreach (var group in columns.GroupBy(c => c.Column is LeadColumn.Variable ? c.Header : c.Column.ToString(), StringComparer.Ordinal))
        {
            string[] headers = [.. group.Select(c => c.Header)];
            if (headers.Length > 1) return $"the columns {string.Join(" and ", headers)} mean the same; keep one of them";
        }

        return null;
    }
}
