using System.Globalization;
using System.Text.Json;

namespace CallQueue.Http;

/// <summary>Reads carriers' JSON without trusting it: numbers may be strings, fields may be missing, the body may not be JSON.</summary>
internal static class JsonAnswer
{
    /// <summary>The object in <paramref name="body"/>; null when it is anything else.</summary>
    public static JsonElement? ParseObject(string body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The <see cref="Text"/> of one property of the object in <paramref name="body"/>; null also when the body is anything else.</summary>
    public static string? TextOf(string body, string name)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Text(name) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The property's value; null when there is none, or the object has names that are not valid Unicode.</summary>
    public static JsonElement? Member(this JsonElement element, string name)
    {
        try
        {
            return element.TryGetProperty(name, out JsonElement value) ? value : null;
        }
        catch (InvalidOperationException)
        {
            // A name with half a surrogate pair can't be compared.
            return null;
        }
    }

    /// <summary>A string, number or boolean as text; null when missing, null, empty, not valid Unicode or of another kind.</summary>
    public static string? Text(this JsonElement element, string name)
    {
        if (element.Member(name) is not { } value) return null;
        string? text = value.ValueKind switch
        {
            JsonValueKind.String => ValidText(value),
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
            _ => null,
        };
        return string.IsNullOrEmpty(text) ? null : text;
    }

    public static int? Int(this JsonElement element, string name) => Numbers.Int(element.Text(name));

    /// <summary>The items of an array of objects; empty when it is missing, null when it is not an array.</summary>
    public static IReadOnlyList<JsonElement>? Items(this JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : null;

    private static string? ValidText(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}

/// <summary>Numbers as carriers write them.</summary>
internal static class Numbers
{
    public static int? Int(string? text) =>
        int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out int number) ? number : null;

    /// <summary>Whole seconds above zero; null when there are none.</summary>
    public static TimeSpan? Seconds(string? text) => Int(text) is > 0 and var seconds ? TimeSpan.FromSeconds(seconds) : null;

    /// <summary>Only the digits, for comparing telephone numbers that come with and without '+'.</summary>
    public static string Digits(string? text) => string.Concat((text ?? "").Where(char.IsAsciiDigit));
}
