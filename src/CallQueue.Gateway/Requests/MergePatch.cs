using System.Text.Json;
using System.Text.Json.Nodes;
using CallQueue.Validation;

namespace CallQueue.Requests;

/// <summary>JSON Merge Patch (RFC 7386): given fields replace, null removes, objects are merged field by field.</summary>
internal static class MergePatch
{
    /// <summary>The changed document; its receiver disposes of it.</summary>
    /// <exception cref="JsonException">A string is not valid Unicode.</exception>
    public static JsonDocument Apply(JsonNode? target, JsonElement patch) =>
        ValidText.Read(() => StoredJson.ParseDocument(Merge(target, patch)?.ToJsonString() ?? "null"));

    private static JsonNode? Merge(JsonNode? target, JsonElement patch)
    {
        if (patch.ValueKind != JsonValueKind.Object) return StoredJson.Parse(patch.GetRawText());
        JsonObject merged = target as JsonObject ?? [];
        foreach (JsonProperty field in patch.EnumerateObject())
        {
            merged.Remove(field.Name, out JsonNode? below);
            if (field.Value.ValueKind != JsonValueKind.Null) merged[field.Name] = Merge(below, field.Value);
        }

        return merged;
    }
}
