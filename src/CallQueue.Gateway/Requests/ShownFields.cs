using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using CallQueue.Problems;
using CallQueue.Validation;

namespace CallQueue.Requests;

/// <summary>
/// Fields that a resource shows and that its PUT and PATCH can't set. They may be sent back as they were shown, so that what GET answers
/// can be changed and sent as a whole.
/// </summary>
/// <param name="ignored">Fields that change by themselves, such as times and counts.</param>
internal sealed class ShownFields(params string[] ignored)
{
    private readonly Dictionary<string, (JsonNode? Value, string Hint)> _fixed = new(StringComparer.Ordinal);

    /// <summary>A field that must have the value that it has now.</summary>
    /// <param name="hint">How to change it, or why it can't be changed.</param>
    public ShownFields Fixed(string name, JsonNode? value, string hint)
    {
        _fixed[name] = (value, hint);
        return this;
    }

    /// <summary>The body without them, to be disposed of; those that differ become problems.</summary>
    public JsonDocument Without(JsonElement body, FieldProblems problems)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            foreach (JsonProperty field in body.EnumerateObject())
            {
                if (ignored.Contains(field.Name)) continue;
                if (!_fixed.TryGetValue(field.Name, out (JsonNode? Value, string Hint) now)) field.WriteTo(json);
                else if (!JsonNode.DeepEquals(StoredJson.Parse(field.Value.GetRawText()), now.Value)) problems.Add(field.Name, $"can't be changed here{ShownValue.Got(field.Value)}; {now.Hint}");
            }

            json.WriteEndObject();
        }

        return JsonDocument.Parse(bytes.WrittenMemory, new JsonDocumentOptions { MaxDepth = StoredJson.DocumentLevels });
    }
}
