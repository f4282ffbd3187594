using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CallQueue.Validation;

/// <summary>
/// The app's own fields of a call, contact, run or schedule, stored as JSON and later nested in other documents: answers, webhooks, the question
/// before a dial. New ones have a limited depth, so that no reader or writer of those documents reaches its own limit (64 levels by
/// default). Those that were stored before the limit existed are read and written whatever their depth was.
/// </summary>
public static class StoredJson
{
    /// <summary>The most levels of objects and lists in a stored field: <c>{"a":1}</c> has one.</summary>
    public const int MostLevels = 32;

    /// <summary>
    /// The limit of everything that reads or writes documents around stored fields. The .NET default of 64 is too low for them: fields that an earlier
    /// version accepted have up to 64 levels themselves.
    /// </summary>
    public const int DocumentLevels = 512;

    private static readonly JsonDocumentOptions Documents = new() { MaxDepth = DocumentLevels };

    /// <summary>Reads stored fields as nodes; null for JSON null.</summary>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    public static JsonNode? Parse(string json) => JsonNode.Parse(json, null, Documents);

    /// <summary>Reads stored fields as a document, to be disposed of.</summary>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    public static JsonDocument ParseDocument(string json) => JsonDocument.Parse(json, Documents);

    /// <summary>How deeply a value is nested: 0 for a string, number, true, false or null.</summary>
    public static int LevelsOf(JsonElement value)
    {
        int most = 0;
        if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty field in value.EnumerateObject()) most = Math.Max(most, LevelsOf(field.Value));
            return most + 1;
        }

        if (value.ValueKind != JsonValueKind.Array) return 0;
        foreach (JsonElement item in value.EnumerateArray()) most = Math.Max(most, LevelsOf(item));
        return most + 1;
    }

    /// <summary>Why a value can't be stored, to follow the name of its field; null when it can.</summary>
    public static string? FindProblem(JsonElement value) =>
        value.ValueKind is JsonValueKind.Object or JsonValueKind.Array && LevelsOf(value) is > MostLevels and var levels ? Problem(levels) : null;

    /// <summary>The problem of a value that is nested too deeply, to follow the name of its field.</summary>
    public static string Problem(int levels) =>
        string.Create(CultureInfo.InvariantCulture, $"is nested {levels} levels deep; at most {MostLevels} are allowed, so flatten it or send it as a string");
}
