using System.Globalization;
using System.Net;
using System.Text;
using CallQueue.Access;
using Microsoft.Extensions.Logging.Abstractions;

namespace CallQueue.Composition.Logging;

/// <summary>
/// The message of a log line, put together from the log method's own text and its values. What a value's type says was counted or measured here
/// is written as it is: numbers, times, durations, addresses of connections. Everything else may have come from outside: telephone
/// numbers in it are masked, and control characters are escaped, so that no value can forge a second line.
/// </summary>
internal static class LogValues
{
    /// <summary>How a log method's own text is passed among the fields.</summary>
    public const string Template = "{OriginalFormat}";

    /// <summary>The message, in one line.</summary>
    public static string Message<TState>(in LogEntry<TState> entry)
    {
        if (entry.State is not IReadOnlyList<KeyValuePair<string, object?>> fields || TemplateOf(fields) is not { } template) return LogText.Outside(entry.Formatter(entry.State, entry.Exception));
        var message = new StringBuilder(template.Length + 64);
        for (int at = 0; at < template.Length;)
        {
            char c = template[at];
            if (c is '{' or '}' && at + 1 < template.Length && template[at + 1] == c)
            {
                message.Append(c);
                at += 2;
            }
            else if (c == '{' && template.IndexOf('}', at) is > 0 and var end)
            {
                message.Append(Value(fields, template[(at + 1)..end]));
                at = end + 1;
            }
            else
            {
                message.Append(c);
                at++;
            }
        }

        return message.ToString();
    }

    /// <summary>A value in words, safe to be written.</summary>
    public static string Text(object? value, string? format = null) =>
        value is null ? "(null)"
        : IsOurs(value) ? value is IFormattable known ? known.ToString(format, CultureInfo.InvariantCulture) : value.ToString()!
        : LogText.Outside(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "");

    private static bool IsOurs(object value) =>
        value is sbyte or byte or short or ushort or int or uint or long or ulong or float or double or decimal or bool or Enum
            or DateTime or DateTimeOffset or DateOnly or TimeOnly or TimeSpan or Guid or IPAddress or IPEndPoint or Version;

    /// <param name="hole">A name, perhaps with a width and a format: <c>Delay,10:c</c>.</param>
    private static string Value(IReadOnlyList<KeyValuePair<string, object?>> fields, string hole)
    {
        int colon = hole.IndexOf(':', StringComparison.Ordinal);
        string? format = colon < 0 ? null : hole[(colon + 1)..];
        string name = (colon < 0 ? hole : hole[..colon]).Split(',')[0].Trim();
        foreach ((string field, object? value) in fields) if (field == name) return Text(value, format);
        return $"{{{name}}}";
    }

    private static string? TemplateOf(IReadOnlyList<KeyValuePair<string, object?>> fields)
    {
        // It comes last.
        for (int i = fields.Count - 1; i >= 0; i--) if (fields[i] is { Key: Template, Value: string template }) return template;
        return null;
    }
}
