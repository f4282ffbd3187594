using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CallQueue.Access;
using Microsoft.Extensions.Logging.Abstractions;

namespace CallQueue.Composition.Logging;

/// <summary>
/// For programs: one JSON object a line, with the time in UTC, level, category, event, message and the message's fields.
/// </summary>
internal sealed class JsonFormat : ILineFormat
{
    // Lines are read by people, too: no \u0027 for an apostrophe. No browser interprets them.
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string Line<TState>(in LogEntry<TState> entry, DateTimeOffset at)
    {
        using var bytes = new MemoryStream(512);
        using (var json = new Utf8JsonWriter(bytes, Readable))
        {
            json.WriteStartObject();
            json.WriteString("timestamp", at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            json.WriteString("level", entry.LogLevel.ToString().ToLowerInvariant());
            json.WriteString("category", entry.Category);
            json.WriteNumber("event_id", entry.EventId.Id);
            if (entry.EventId.Name is { } name) json.WriteString("event", name);
            json.WriteString("message", LogValues.Message(entry));
            if (entry.Exception is { } exception) json.WriteString("exception", LogText.Outside(exception.ToString().ReplaceLineEndings("\n"), keepsLines: true));
            if (entry.State is IReadOnlyList<KeyValuePair<string, object?>> fields) Write(json, fields);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    private static void Write(Utf8JsonWriter json, IReadOnlyList<KeyValuePair<string, object?>> fields)
    {
        json.WriteStartObject("fields");
        foreach ((string name, object? value) in fields)
            if (name != LogValues.Template) Write(json, name, value);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNull(name);
                break;
            case bool flag:
                json.WriteBoolean(name, flag);
                break;
            case int number:
                json.WriteNumber(name, number);
                break;
            case long number:
                json.WriteNumber(name, number);
                break;
            case double number when double.IsFinite(number):
                json.WriteNumber(name, number);
                break;
            default:
                json.WriteString(name, LogValues.Text(value));
                break;
        }
    }
}
