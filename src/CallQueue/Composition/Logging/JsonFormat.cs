using System.Globalization;
using System.Text.Json;
using CallQueue.Access;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CallQueue.Composition.Logging;

/// <summary>
/// For programs: one JSON object a line, with the time in UTC, level, category, event, message and the message's fields. Phone numbers from outside are
/// masked, and control characters escaped.
/// </summary>
internal static class JsonFormat
{
    private static readonly JsonEncodedText Timestamp = JsonEncodedText.Encode("timestamp");
    private static readonly JsonEncodedText Level = JsonEncodedText.Encode("level");
    private static readonly JsonEncodedText Category = JsonEncodedText.Encode("category");
    private static readonly JsonEncodedText EventId = JsonEncodedText.Encode("event_id");
    private static readonly JsonEncodedText Event = JsonEncodedText.Encode("event");
    private static readonly JsonEncodedText Message = JsonEncodedText.Encode("message");
    private static readonly JsonEncodedText[] Levels = [.. Enum.GetValues<LogLevel>().Order().Select(level => JsonEncodedText.Encode(level.ToString().ToLowerInvariant()))];

    /// <summary>The line in UTF-8 without its end, in the buffer's memory.</summary>
    public static ReadOnlySpan<byte> Line<TState>(in LogEntry<TState> entry, DateTimeOffset at, LineBuffer buffer)
    {
        Utf8JsonWriter json = buffer.Json;
        LogValues values = buffer.Values;
        values.Read(entry);
        Span<byte> time = stackalloc byte[32];
        at.UtcDateTime.TryFormat(time, out int length, "yyyy-MM-ddTHH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        json.WriteStartObject();
        json.WriteString(Timestamp, time[..length]);
        json.WriteString(Level, Levels[(int)entry.LogLevel]);
        json.WriteString(Category, entry.Category);
        json.WriteNumber(EventId, entry.EventId.Id);
        if (entry.EventId.Name is { } name) json.WriteString(Event, name);
        json.WriteString(Message, values.Message);
        if (entry.Exception is { } exception) json.WriteString("exception", LogText.Outside(exception.ToString().ReplaceLineEndings("\n"), keepsLines: true));
        if (values.Fields is { } fields) Write(json, values, fields);
        json.WriteEndObject();
        json.Flush();
        return buffer.Bytes.WrittenSpan;
    }

    private static void Write(Utf8JsonWriter json, LogValues values, IReadOnlyList<LogValues.Field> fields)
    {
        json.WriteStartObject("fields");
        for (int i = 0; i < fields.Count; i++) Write(json, values, fields[i]);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, LogValues values, LogValues.Field field)
    {
        switch (field.Value)
        {
            case null:
                json.WriteNull(field.Name);
                break;
            case bool flag:
                json.WriteBoolean(field.Name, flag);
                break;
            case int number:
                json.WriteNumber(field.Name, number);
                break;
            case long number:
                json.WriteNumber(field.Name, number);
                break;
            case double number when double.IsFinite(number):
                json.WriteNumber(field.Name, number);
                break;
            default:
                json.WriteString(field.Name, values.WordsOf(field));
                break;
        }
    }
}
