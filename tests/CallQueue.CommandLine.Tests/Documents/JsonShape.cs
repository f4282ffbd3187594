using System.Text.Json;
using System.Text.Json.Nodes;

namespace CallQueue.Documents;

/// <summary>Compares JSON by its shape: the names of members and the types of values. Null on either side matches anything.</summary>
internal static class JsonShape
{
    /// <summary>The first difference, with its place; null when there is none.</summary>
    /// <param name="mayLack">The page may lack members that the answer has.</param>
    public static string? Difference(JsonNode? page, JsonNode? answer, bool mayLack, string place = "$")
    {
        if (page is null || answer is null) return null;
        switch (page)
        {
            case JsonObject shown when answer is JsonObject real:
                if (shown.FirstOrDefault(member => !real.ContainsKey(member.Key)) is { Key: { } missing }) return $"{place}.{missing} is not in the answer";
                if (!mayLack && real.FirstOrDefault(member => !shown.ContainsKey(member.Key)) is { Key: { } added }) return $"{place}.{added} is not on the page";
                return shown.Select(member => Difference(member.Value, real[member.Key], mayLack, $"{place}.{member.Key}")).FirstOrDefault(found => found is not null);
            case JsonArray shown when answer is JsonArray real:
                if (shown.Count > 0 && real.Count == 0) return $"{place} is empty in the answer";
                return shown.Select((item, i) => Difference(item, real[Math.Min(i, real.Count - 1)], mayLack, $"{place}[{i}]")).FirstOrDefault(found => found is not null);
            default:
                return Kind(page) == Kind(answer) ? null : $"{place} is a {Kind(page)} on the page and a {Kind(answer)} in the answer";
        }
    }

    private static string Kind(JsonNode node) => node.GetValueKind() switch
    {
        JsonValueKind.True or JsonValueKind.False => "boolean",
        var kind => kind.ToString(),
    };
}
