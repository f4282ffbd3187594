using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using CallQueue.Documents;
using NJsonSchema;

namespace CallQueue.Gateway.Tests.Documents;

/// <summary>The OpenAPI document as its readers see it: which operations there are, and what each may answer.</summary>
internal sealed class ApiDescription
{
    private static ApiDescription? s_known;

    private readonly JsonObject _document;
    private readonly ConcurrentDictionary<string, JsonSchema> _schemas = new(StringComparer.Ordinal);

    private ApiDescription(JsonObject document)
    {
        _document = document;
        Operations = [.. document["paths"]!.AsObject().Where(path => path.Key.StartsWith("/api/", StringComparison.Ordinal) || path.Key.StartsWith("/webhook", StringComparison.Ordinal)).SelectMany(path => path.Value!.AsObject().Select(verb => new ApiOperation(
            verb.Key.ToUpperInvariant(), path.Key, verb.Value!.AsObject())))];
    }

    public IReadOnlyList<ApiOperation> Operations { get; }

    /// <summary>Read once, from an application that needs no key: every application of these tests describes itself alike.</summary>
    public static async Task<ApiDescription> ReadAsync()
    {
        if (s_known is not null) return s_known;
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        using var plain = new HttpClient { BaseAddress = app.Client.BaseAddress };
        return s_known = new ApiDescription(JsonNode.Parse(await plain.GetStringAsync(new Uri(ApiDocument.Path, UriKind.Relative)))!.AsObject());
    }

    /// <summary>The operation that a request is; null when the document has none, as for webhooks and pages.</summary>
    public ApiOperation? Find(string method, string path) => Operations
        .Where(operation => operation.Method == method && operation.Matches(path))
        .MinBy(operation => operation.Places.Count);

    /// <summary>What is wrong with an answer, by the document; empty when nothing is.</summary>
    public async Task<IReadOnlyList<string>> FindProblemsAsync(ApiOperation operation, int status, string? mediaType, string body)
    {
        if (operation.Json["responses"]?[status.ToString(System.Globalization.CultureInfo.InvariantCulture)] is not JsonObject answer) return [$"status {status} is not described"];
        JsonObject? content = answer["content"]?.AsObject();
        bool mayBeEmpty = content is null or { Count: 0 } || (mediaType is not null && !mediaType.EndsWith("json", StringComparison.Ordinal) && content.ContainsKey(mediaType));
        if (body.Length == 0) return mayBeEmpty ? [] : ["the body is missing"];
        if (content is null || mediaType is null || content[mediaType] is not JsonObject described) return [$"{status} as {mediaType} is not described"];
        if (!mediaType.EndsWith("json", StringComparison.Ordinal) || described["schema"] is not { } schema) return [];
        return [.. (await SchemaAsync(schema)).Validate(AnswerReader.Read(body)).Select(error => error.ToString())];
    }

    /// <summary>All schemas by name.</summary>
    public JsonObject Schemas => _document["components"]!["schemas"]!.AsObject();

    /// <summary>What is wrong with a value, by its schema; empty when nothing is.</summary>
    public async Task<IReadOnlyList<string>> FindProblemsAsync(JsonNode schema, JsonNode? value) =>
        [.. (await SchemaAsync(schema)).Validate(AnswerReader.Read(value?.ToJsonString() ?? "null")).Select(error => error.ToString())];

    /// <summary>A schema with all that it names beside it, closed: a field that is not described is an error.</summary>
    private async Task<JsonSchema> SchemaAsync(JsonNode schema)
    {
        string text = schema.ToJsonString();
        if (_schemas.TryGetValue(text, out JsonSchema? known)) return known;
        // A reference may not have siblings.
        var whole = new JsonObject
        {
            ["allOf"] = new JsonArray(schema.DeepClone()),
            ["definitions"] = _document["components"]?["schemas"]?.DeepClone() ?? new JsonObject(),
        };
        Close(whole);
        return _schemas[text] = await JsonSchema.FromJsonAsync(whole.ToJsonString().Replace("#/components/schemas/", "#/definitions/", StringComparison.Ordinal));
    }

    private static void Close(JsonNode? node)
    {
        if (node is JsonArray list) foreach (JsonNode? item in list) Close(item);
        if (node is not JsonObject schema) return;
        foreach ((string _, JsonNode? value) in schema.ToList()) Close(value);
        if (schema["properties"] is JsonObject && schema["type"] is not null && schema["additionalProperties"] is null) schema["additionalProperties"] = false;
    }
}

/// <summary>One method of one path.</summary>
/// <param name="Path">With its places in braces.</param>
internal sealed record ApiOperation(string Method, string Path, JsonObject Json)
{
    /// <summary>The names of the places in its path.</summary>
    public IReadOnlyList<string> Places => [.. Path.Split('/').Where(part => part.StartsWith('{')).Select(part => part.Trim('{', '}'))];

    /// <summary>A body that it takes; null when it takes none.</summary>
    public JsonNode? Example => Json["requestBody"]?["content"]?.AsObject().Select(content => content.Value?["example"]).FirstOrDefault(example => example is not null);

    public bool HasBody => Json["requestBody"] is not null;

    public bool Matches(string path)
    {
        string[] own = Path.Split('/'), given = path.Split('/');
        return own.Length == given.Length && own.Zip(given).All(part => part.First.StartsWith('{') || part.First == part.Second);
    }
}
