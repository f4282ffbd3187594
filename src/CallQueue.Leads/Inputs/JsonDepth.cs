using System.Text.Json;
using CallQueue.Validation;

namespace CallQueue.Inputs;

/// <summary>Names the field of a document that is nested so deeply that no reader opens the document.</summary>
internal static class JsonDepth
{
    /// <summary>The limit of documents from outside: far above what may be stored, so that a field that is too deep is named among the other problems.</summary>
    public const int Most = StoredJson.DocumentLevels;

    /// <summary>Reads tokens at any depth; skips values, and never recurses.</summary>
    public static JsonReaderOptions Unlimited { get; } = new() { MaxDepth = int.MaxValue };

    /// <summary>The first field that is nested deeper than a document may be, as a sentence; null when none is, or when the JSON is malformed before it.</summary>
    /// <param name="json">The document.</param>
    /// <param name="label">What the document is called; null: its fields have no prefix.</param>
    public static string? FindProblem(ReadOnlySpan<byte> json, string? label)
    {
        var reader = new Utf8JsonReader(json, Unlimited);
        (string? field, int deepest) = (null, 0);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray) deepest = Math.Max(deepest, reader.CurrentDepth + 1);
                if (reader.CurrentDepth != 1) continue;
                if (deepest > Most) break;
                if (reader.TokenType == JsonTokenType.PropertyName) field = reader.GetString();
                deepest = 0;
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Malformed behind what is too deep, or a name that is not valid Unicode: what was seen before counts.
        }

        if (deepest <= Most) return null;
        string name = field is null ? label ?? "the document" : label is null ? field : $"{label}.{field}";
        return $"{name} {StoredJson.Problem(field is null ? deepest : deepest - 1)}";
    }
}
