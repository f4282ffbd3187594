using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CallQueue.Calls;
using CallQueue.Problems;
using CallQueue.Windows;

namespace CallQueue.Rosters;

/// <summary>Reads a contact from an app. Every invalid field is reported; unknown ones are stored.</summary>
internal static class ContactReader
{
    public const string Data = "data";
    private static readonly string[] Times = ["HH:mm:ss", "HH:mm"];
    private static readonly JsonWriterOptions Written = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The contact; null when its id or number is invalid. A missing zone reads as empty, for the caller to fill in.</summary>
    /// <param name="id">The id in the path; null where the contact has it.</param>
    /// <param name="country">Where its number belongs; null where the contact says so itself.</param>
    /// <param name="kept">The stored zone: sent back unchanged it is accepted, though a new one of that name would be rejected.</param>
    public static Contact? Read(JsonFields fields, string? id, string? country = null, string? kept = null)
    {
        string? own = ReadId(fields, id);
        PhoneNumber? to = ReadNumber(fields, country);
        var contact = new Contact
        {
            Id = own ?? "",
            To = to ?? default,
            Name = fields.Text(ContactFields.Name),
            CallEnabled = fields.Flag(ContactFields.CallEnabled) ?? true,
            CallTime = fields.Parsed(ContactFields.CallTime) ?? Contact.UsualTime,
            TimeZone = ReadZone(fields, kept) ?? "",
            Variables = ReadVariables(fields),
            MaxAttempts = fields.Whole(ContactFields.MaxAttempts),
            RetryDelay = fields.Seconds(ContactFields.RetryDelay),
            Data = ReadData(fields),
        };
        return own is null || to is null ? null : contact;
    }

    private static string? ReadId(JsonFields fields, string? id)
    {
        if (id is null && !fields.Has(ContactFields.Id)) fields.Wrong(ContactFields.Id, "is missing");
        string? own = fields.Identifier(ContactFields.Id) ?? id;
        if (own is null) return null;
        if (id is not null && own != id) fields.Wrong(ContactFields.Id, $"differs from the id in the path; got {ShownValue.Of(own)}, the path has {ShownValue.Of(id)}");
        if (Contact.FindIdProblem(own) is not { } problem) return own;
        fields.Wrong(ContactFields.Id, problem);
        return null;
    }

    private static PhoneNumber? ReadNumber(JsonFields fields, string? country)
    {
        if (!fields.Has(CallFields.PhoneNumber)) fields.Wrong(CallFields.PhoneNumber, "is missing");
        return fields.PhoneNumber(CallFields.PhoneNumber.Name, country);
    }

    private static string? ReadZone(JsonFields fields, string? kept)
    {
        string? zone = fields.Text(ContactFields.Zone);
        if (zone is null || zone == kept) return zone;
        if (TimeZones.TryRead(zone, out string? id, out string? problem)) return id;
        fields.Wrong(ContactFields.Zone, $"{ShownValue.Of(zone)} {problem}");
        return null;
    }

    /// <summary>A time of day; null when the text is none.</summary>
    public static TimeOnly? ParseTime(string text) =>
        TimeOnly.TryParseExact(text, Times, CultureInfo.InvariantCulture, DateTimeStyles.None, out TimeOnly time) ? time : null;

    private static Dictionary<string, string>? ReadVariables(JsonFields fields)
    {
        if (fields.Texts(ContactFields.Variables) is not { Left.Count: > 0 } given) return null;
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((string name, JsonElement value) in given.Left)
        {
            if (value.ValueKind is JsonValueKind.Object or JsonValueKind.Array) given.Wrong(name, $"must be a string{ShownValue.GotKind(value)}");
            else if (value.ValueKind != JsonValueKind.Null) variables[name] = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        }

        return variables;
    }

    /// <summary>The fields in <c>data</c>, and all unknown fields beside it.</summary>
    private static string? ReadData(JsonFields fields)
    {
        IReadOnlyList<KeyValuePair<string, JsonElement>> inside = fields.Texts(ContactFields.Data)?.Left ?? [];
        KeyValuePair<string, JsonElement>[] all = [.. inside.Concat(fields.Left).DistinctBy(field => field.Key)];
        if (all.Length == 0 || KeptData.AddDeep(fields, $"{Data}.", inside) | KeptData.AddDeep(fields, "", fields.Left)) return null;
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, Written))
        {
            json.WriteStartObject();
            foreach ((string name, JsonElement value) in all)
            {
                json.WritePropertyName(name);
                value.WriteTo(json);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }
}
