using System.Globalization;
using System.Text.Json;
using Newtonsoft.Json.Linq;

namespace CallQueue.Gateway.Tests.Documents;

/// <summary>
/// Reads an answer for the schema's validator, whose own reader gives up on long numbers. JSON bounds no number: one out of reach is read as the largest or
/// the smallest within reach, so that its kind, its sign and the bounds of the description are still checked.
/// </summary>
internal static class AnswerReader
{
    private const int DeepestAnswer = 1_000;

    public static JToken Read(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = DeepestAnswer });
        return Read(document.RootElement);
    }

    private static JToken Read(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => Members(element),
        JsonValueKind.Array => new JArray(element.EnumerateArray().Select(Read)),
        JsonValueKind.String => new JValue(element.GetString()),
        JsonValueKind.Number => Number(element),
        JsonValueKind.True or JsonValueKind.False => new JValue(element.GetBoolean()),
        _ => JValue.CreateNull(),
    };

    private static JObject Members(JsonElement element)
    {
        var members = new JObject();
        foreach (JsonProperty member in element.EnumerateObject()) members[member.Name] = Read(member.Value);
        return members;
    }

    private static JValue Number(JsonElement element)
    {
        if (element.TryGetInt64(out long whole)) return new JValue(whole);
        string text = element.GetRawText();
        bool isNegative = text[0] == '-';
        if (text.AsSpan().IndexOfAny('.', 'e', 'E') < 0) return new JValue(isNegative ? long.MinValue : long.MaxValue);
        if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number)) return new JValue(number);
        return new JValue(isNegative ? decimal.MinValue : decimal.MaxValue);
    }
}
