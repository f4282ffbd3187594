using System.Text;
using System.Text.Json.Nodes;

namespace CallQueue.Gateway.Tests.Fuzz;

/// <summary>Makes JSON wrong: values of other kinds, members missing, doubled, unknown or deep, texts that are long, odd or torn.</summary>
internal sealed class JsonMutations(int seed)
{
    private readonly Random _chance = new(seed);

    /// <summary>The document, a few of its parts changed; now and then as it was.</summary>
    public string Mutate(JsonNode document)
    {
        for (int changes = _chance.Next(4); changes > 0; changes--) Change(document);
        string text = document.ToJsonString();
        return _chance.Next(40) switch
        {
            0 => new string('[', 2_000) + text,
            1 => text.Replace("\"", "\"\\ud800", StringComparison.Ordinal),
            2 => text + text,
            3 => "null",
            4 => $"[{text}]",
            5 => text.Insert(1, "\"to\":1,\"to\":2,"),
            _ => text,
        };
    }

    private void Change(JsonNode node)
    {
        switch (node)
        {
            case JsonObject members when members.Count == 0 || _chance.Next(6) == 0:
                members[$"unknown{_chance.Next(9)}"] = Value();
                break;
            case JsonObject members:
                (string name, JsonNode? value) = members.ElementAt(_chance.Next(members.Count));
                if (value is JsonObject or JsonArray && _chance.Next(3) > 0) Change(value);
                else if (_chance.Next(4) == 0) members.Remove(name);
                else members[name] = Value();
                break;
            case JsonArray items when items.Count == 0 || _chance.Next(4) == 0:
                items.Add(Value());
                break;
            case JsonArray items:
                int at = _chance.Next(items.Count);
                if (items[at] is JsonObject or JsonArray && _chance.Next(3) > 0) Change(items[at]!);
                else items[at] = Value();
                break;
        }
    }

    private JsonNode? Value() => _chance.Next(16) switch
    {
        0 => null,
        1 => true,
        2 => _chance.Next(-5, 100),
        3 => 1e300,
        4 => -0.5,
        5 => "",
        6 => "+1202555" + _chance.Next(1000, 9999),
        7 => "2031-02-29T25:00:00Z",
        8 => "2031-02-28T10:00:00+05:45",
        9 => "\u202Eשלום 😀\0\u0001",
        10 => new string('z', 5_000),
        11 => new JsonArray(1, "two", null),
        12 => new JsonObject { ["a"] = new JsonObject { ["b"] = 1 } },
        13 => Deep(70),
        14 => "http://127.0.0.1:1/x",
        _ => long.MaxValue,
    };

    private static JsonNode Deep(int levels) =>
        JsonNode.Parse(new StringBuilder().Insert(0, "{\"d\":", levels).Append('1').Append('}', levels).ToString(), null, new() { MaxDepth = 200 })!;
}
