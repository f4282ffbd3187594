using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using CallQueue.Gateway.Tests.Documents;

namespace CallQueue.Gateway.Tests.Fuzz;

/// <summary>
/// Bodies that no honest program sends: values that no parser should take literally in the fields that the API's description names, bytes that are not text, and
/// declarations that do not fit the bytes. The same seed, the same bodies.
/// </summary>
internal sealed class HostileBodies(int seed)
{
    private const string Marker = "@@here@@";

    private static readonly string[] ContentTypes =
    [
        "application/json", "application/json", "application/json", "application/json; charset=utf-16", "application/json; charset=utf-7", "application/json;;;=", "APPLICATION/JSON; a=\"b;c\"",
        "application/merge-patch+json", "text/csv", "text/csv; header=absent", "application/x-ndjson", "application/jsonl", "application/octet-stream", "application/x-www-form-urlencoded",
        "multipart/form-data", "multipart/form-data; boundary=x", "multipart/form-data; boundary=" + new string('b', 300), "nonsense", "",
    ];

    private static readonly string[] Encodings = ["gzip", "br", "deflate", "identity", "gzip, gzip", "compress", "nonsense"];

    private static readonly int[] Depths = [31, 32, 33, 60, 63, 64, 65, 500, 513, 5_000, 60_000];

    private readonly Random _chance = new(seed);

    /// <summary>A body for an operation; null: none.</summary>
    public HttpContent? Next(ApiOperation operation, ApiDescription api)
    {
        byte[] bytes = Bytes(operation, api);
        if (Rarely(12)) bytes = bytes[..(bytes.Length / 2)];
        if (Rarely(12) && bytes.Length > 0) bytes[_chance.Next(bytes.Length)] = (byte)_chance.Next(256);
        HttpContent content = _chance.Next(4) == 0 ? new ChunkedContent(bytes) : new ByteArrayContent(bytes);
        content.Headers.ContentType = null;
        string type = Rarely(3) ? Pick(ContentTypes) : ContentTypes[0];
        if (type.Length > 0) content.Headers.TryAddWithoutValidation("Content-Type", type);
        if (Rarely(15)) content.Headers.TryAddWithoutValidation("Content-Encoding", Pick(Encodings));
        return content;
    }

    private byte[] Bytes(ApiOperation operation, ApiDescription api) => _chance.Next(24) switch
    {
        0 => [0xEF, 0xBB, 0xBF, .. Utf8(Document(operation, api))],
        1 => Encoding.Unicode.GetBytes(Document(operation, api)),
        2 => Encoding.UTF32.GetBytes(Document(operation, api)),
        3 => [.. Utf8("{\"a\":\""), 0xC3, 0x28, 0xF8, 0x88, 0x80, 0xC0, 0xAF, .. Utf8("\"}")],
        4 => [.. Utf8("{\"phone_number\":\"+1"), 0, 1, 2, 0x1B, .. Utf8("\"}")],
        5 => Utf8(new string('[', Pick(Depths))),
        6 => Utf8(string.Concat(Enumerable.Repeat("{\"a\":", Pick(Depths)))),
        7 => Utf8($"[{string.Join(',', Enumerable.Repeat("{}", _chance.Next(20_000)))}]"),
        8 => Utf8($"{{{string.Join(',', Enumerable.Range(0, _chance.Next(10_000)).Select(i => $"\"k{i}\":{i}"))}}}"),
        9 => Compressed(Utf8(new string(' ', 1_000_000))),
        10 => Utf8("phone,name\n\"" + new string(',', _chance.Next(50_000)) + "\n" + string.Concat(Enumerable.Repeat("'a,", _chance.Next(20_000)))),
        11 => Utf8("phone\n" + string.Concat(Enumerable.Repeat("+12025550101\n", _chance.Next(300)))),
        12 => Utf8(string.Concat(Enumerable.Repeat("{\"phone\":\"+12025550101\"}\n", _chance.Next(300)))),
        13 => Noise(_chance.Next(4_000)),
        14 => [],
        _ => Utf8(Document(operation, api)),
    };

    /// <summary>The example of the operation with one field, that it has or that the description names, replaced by a hostile value.</summary>
    private string Document(ApiOperation operation, ApiDescription api)
    {
        JsonNode document = operation.Example?.DeepClone() ?? new JsonObject();
        string[] names = [.. Properties(operation, api), "unknown", "business_id", "metadata"];
        JsonNode at = document;
        while (Inner(at) is { } inner && _chance.Next(3) > 0) at = inner;
        if (at is JsonObject members) members[at == document || Rarely(2) ? Pick(names) : members.Count > 0 ? members.ElementAt(_chance.Next(members.Count)).Key : "a"] = Marker;
        else if (at is JsonArray items) items.Add(Marker);
        string text = document.ToJsonString();
        if (Rarely(10)) text = text.Insert(1, $"\"{Pick(names)}\":1,\"{Pick(names)}\":{Value()},");
        return text.Replace($"\"{Marker}\"", Value(), StringComparison.Ordinal);
    }

    /// <summary>A value as it is written in the text; not all of them are JSON.</summary>
    private string Value() => _chance.Next(30) switch
    {
        0 => Nested('[', ']', Pick(Depths)),
        1 => Objects(Pick(Depths)),
        2 => Nested('[', ']', 40),
        3 => $"\"{new string('x', _chance.Next(600_000))}\"",
        4 => $"\"{{{{{new string(' ', _chance.Next(5_000))}\"",
        5 => $"\"{string.Concat(Enumerable.Repeat("{{a}}", _chance.Next(900)))}\"",
        6 => $"\"<speak>{string.Concat(Enumerable.Repeat("<p>", _chance.Next(900)))}\"",
        7 => "1e400",
        8 => "-1e400",
        9 => new string('9', _chance.Next(1, 2_000)),
        10 => "0." + new string('0', 400) + "1",
        11 => "-0",
        12 => "NaN",
        13 => "01",
        14 => "\"\\ud800\"",
        15 => "\"\\udc00\\ud800x\"",
        16 => "\"\\u0000\\u001b[2J\\u2028\\u202e\"",
        17 => "\"\u202E\uFEFF\u0085\u2066\"",
        18 => "{\"a\":1,\"a\":2}",
        19 => "{\"\\ud800\":1}",
        20 => "{\"\":{\"\":[{}]}}",
        21 => "null",
        22 => "[null,true,\"+12025550101\",1.5]",
        23 => "\"2026-02-30T25:61:61+99:99\"",
        24 => "\"GMT+99\"",
        25 => "\"* * 31 2 *\"",
        26 => "\"+999999999999999999999\"",
        27 => $"\"{new string('(', 3_000)}\"",
        28 => _chance.NextInt64(long.MinValue, long.MaxValue).ToString(CultureInfo.InvariantCulture),
        _ => "\"http://169.254.169.254/latest\"",
    };

    private static string Objects(int levels) => string.Concat(Enumerable.Repeat("{\"d\":", levels)) + "1" + new string('}', levels);

    private static string Nested(char open, char close, int levels) => new string(open, levels) + new string(close, levels);

    private JsonNode? Inner(JsonNode at)
    {
        JsonNode[] inner = at switch
        {
            JsonObject members => [.. members.Select(member => member.Value).Where(value => value is JsonObject or JsonArray).Select(value => value!)],
            JsonArray items => [.. items.Where(item => item is JsonObject or JsonArray).Select(item => item!)],
            _ => [],
        };
        return inner.Length == 0 ? null : Pick(inner);
    }

    /// <summary>The fields of a body by its schema.</summary>
    private static IEnumerable<string> Properties(ApiOperation operation, ApiDescription api)
    {
        JsonNode? schema = operation.Json["requestBody"]?["content"]?.AsObject().Select(content => content.Value?["schema"]).FirstOrDefault(found => found is not null);
        if ((string?)schema?["$ref"] is { } reference) schema = api.Schemas[reference.Split('/')[^1]];
        return schema?["properties"]?.AsObject().Select(property => property.Key) ?? [];
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Compressed(byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal)) gzip.Write(bytes);
        return compressed.ToArray();
    }

    private byte[] Noise(int length)
    {
        byte[] bytes = new byte[length];
        _chance.NextBytes(bytes);
        return bytes;
    }

    private bool Rarely(int oneIn) => _chance.Next(oneIn) == 0;

    private T Pick<T>(IReadOnlyList<T> all) => all[_chance.Next(all.Count)];

    /// <summary>Sent in chunks, so that nobody knows its length.</summary>
    internal sealed class ChunkedContent(byte[] bytes) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context)
        {
            for (int at = 0; at < bytes.Length; at += 5_000)
            {
                await stream.WriteAsync(bytes.AsMemory(at, Math.Min(5_000, bytes.Length - at)));
                await stream.FlushAsync();
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
