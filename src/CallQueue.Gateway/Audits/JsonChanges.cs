using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using CallQueue.Validation;

namespace CallQueue.Audits;

/// <summary>What differs between two states of a thing: only the members that were changed.</summary>
internal static class JsonChanges
{
    /// <summary>The changed members as they were and as they are to be. Views leave secrets out, so a change of a secret alone shows as two empty objects.</summary>
    /// <param name="before">Null: it is new.</param>
    public static (string? Before, string? After) Of<T>(T? before, T? after, JsonTypeInfo<T> type) where T : class
    {
        JsonObject? old = Members(before, type), next = Members(after, type);
        if (old is not null && next is not null)
        {
            string[] same = [.. old.Where(member => next.TryGetPropertyValue(member.Key, out JsonNode? value) && JsonNode.DeepEquals(member.Value, value)).Select(member => member.Key)];
            foreach (string name in same)
            {
                old.Remove(name);
                next.Remove(name);
            }
        }

        return (old?.ToJsonString(), next?.ToJsonString());
    }

    /// <summary>The names of the changed members, as a JSON list: for what holds people's data.</summary>
    public static string Names<T>(T before, T after, JsonTypeInfo<T> type) where T : class
    {
        (string? old, string? next) = Of(before, after, type);
        IEnumerable<string> names = new[] { old, next }.SelectMany(text => StoredJson.Parse(text!)!.AsObject().Select(member => member.Key)).Distinct(StringComparer.Ordinal);
        return new JsonArray([.. names.Select(name => JsonValue.Create(name))]).ToJsonString();
    }

    private static JsonObject? Members<T>(T? value, JsonTypeInfo<T> type) where T : class => value is null ? null : JsonSerializer.SerializeToNode(value, type)!.AsObject();
}
