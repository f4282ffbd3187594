using System.Buffers;
using System.Globalization;
using System.Text.Json;
using CallQueue.Calls;
using CallQueue.Leads.Sources;

namespace CallQueue.Rosters;

/// <summary>Converts a row of a CSV upload to JSON, so that both are read by the same rules. Unknown columns are variables.</summary>
internal static class ContactRow
{
    private static readonly string[] Whole = ["max_attempts", "retry_delay"];
    private static readonly string[] Texts = ["id", "local_tz", "call_time"];

    /// <summary>Its receiver disposes of it.</summary>
    public static JsonDocument ToJson(LeadRow row)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            List<LeadCell> variables = [];
            foreach (LeadCell cell in row.Cells)
            {
                if (FieldOf(cell) is { } field) Write(json, field, cell.Value.Trim());
                else variables.Add(cell);
            }

            json.WriteStartObject(KeptData.Variables);
            foreach (LeadCell cell in variables) json.WriteString(cell.Header, cell.Value);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return JsonDocument.Parse(bytes.WrittenMemory);
    }

    /// <summary>What a column is called in JSON; null for a variable.</summary>
    private static string? FieldOf(LeadCell cell)
    {
        if (cell.Column == LeadColumn.Phone) return "phone_number";
        if (cell.Column == LeadColumn.Name) return "name";
        if (cell.Column == LeadColumn.TimeZone) return "local_tz";
        string name = cell.Header.ToLowerInvariant().Replace(' ', '_').Replace('-', '_');
        if (name == "contact_id") return "id";
        return name == "call_enabled" || Texts.Contains(name) || Whole.Contains(name) ? name : null;
    }

    /// <summary>A text that is not such a value stays a string, and is then rejected.</summary>
    private static void Write(Utf8JsonWriter json, string field, string text)
    {
        if (field == "call_enabled" && FlagOf(text) is { } flag) json.WriteBoolean(field, flag);
        else if (Whole.Contains(field) && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number)) json.WriteNumber(field, number);
        else json.WriteString(field, text);
    }

    private static bool? FlagOf(string text) => text.ToLowerInvariant() switch
    {
        "true" or "yes" or "1" => true,
        "false" or "no" or "0" => false,
        _ => null,
    };
}
