using System.Text;
using System.Text.Json.Nodes;
using CallQueue.Gateway.Tests.Documents;

namespace CallQueue.Gateway.Tests.Fuzz;

/// <summary>Makes requests from the API's description: some as described, most of them wrong in one way or another. The same seed, the same requests.</summary>
internal sealed class RequestMaker(ApiDescription api, int seed)
{
    private static readonly string[] Places =
    [
        "default", "b-0", "b-1", "b", "1", "c1", "unknown", "b-99999999999", "-1", "a%2Fb", "%2e%2e", "..%2f..%2fetc", "%00", "%F0%9F%98%80",
        "x%20y", "~", "a~b", "%7Ea", "%D7%A9", new('x', 129), new('9', 4000), "null", "0x10", "+12025550101",
    ];

    private static readonly string[] Values =
    [
        "0", "-1", "10", "1e3", "99999999999999999999", "null", "true", "", " ", "completed", "waiting", "csv", "../..", "%", "\uFFFD", "😀", "'; drop table--", new('y', 3000),
    ];

    private static readonly string[] HeaderValues = [.. Values.Where(value => Ascii.IsValid(value))];

    private static readonly string[] ContentTypes = ["application/json", "application/json; charset=utf-16", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "nonsense"];

    private readonly Random _chance = new(seed);
    private readonly JsonMutations _mutations = new(seed);
    private readonly HostileBodies _hostile = new(seed);

    public (ApiOperation Operation, HttpRequestMessage Request) Next()
    {
        ApiOperation operation = Pick(api.Operations);
        var request = new HttpRequestMessage(new HttpMethod(operation.Method), new Uri(Path(operation) + Query(operation), UriKind.Relative));
        if (operation.HasBody || Rarely()) request.Content = Sometimes() ? _hostile.Next(operation, api) : Body(operation);
        if (Rarely()) request.Headers.TryAddWithoutValidation("X-Business-Id", Pick(HeaderValues));
        if (Sometimes()) request.Headers.TryAddWithoutValidation("Idempotency-Key", Rarely() ? new string('k', 300) : $"k{_chance.Next(20)}");
        if (Rarely()) request.Headers.TryAddWithoutValidation("Last-Event-ID", Pick(HeaderValues));
        if (Rarely()) request.Headers.TryAddWithoutValidation("Accept", Pick((string[])["text/csv", "application/jsonl", "text/html", "nonsense"]));
        return (operation, request);
    }

    /// <summary>Bytes that are not valid HTTP: a body that ends too early, or chunks that are none.</summary>
    public string Broken()
    {
        ApiOperation operation = Pick([.. api.Operations.Where(operation => operation.HasBody)]);
        string body = _mutations.Mutate(operation.Example?.DeepClone() ?? new JsonObject());
        string head = $"{operation.Method} {Path(operation)} HTTP/1.1\r\nHost: localhost\r\nX-Api-Key: {FuzzTests.OperatorKey}\r\nContent-Type: application/json\r\nConnection: close\r\n";
        return _chance.Next(5) switch
        {
            0 => $"{head}Content-Length: {body.Length + 100}\r\n\r\n{body}",
            1 => $"{head}Transfer-Encoding: chunked\r\n\r\nZZ\r\n{body}\r\n0\r\n\r\n",
            2 => $"{head}Transfer-Encoding: chunked\r\n\r\n{body.Length:x}\r\n{body}",
            3 => $"{head}Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\nfffffff\r\n{body}",
            _ => $"{head}Content-Length: -1\r\n\r\n{body}",
        };
    }

    private string Path(ApiOperation operation) => string.Join('/', operation.Path.Split('/').Select(part => part.StartsWith('{') ? Pick(Places) : part));

    private string Query(ApiOperation operation)
    {
        IEnumerable<string> names = (operation.Json["parameters"]?.AsArray() ?? []).Where(p => p!["in"]?.GetValue<string>() == "query").Select(p => p!["name"]!.GetValue<string>());
        string[] pairs = [.. names.Append("business_id").Where(_ => Sometimes()).Select(name => $"{name}={Uri.EscapeDataString(Pick(Values))}")];
        return pairs.Length == 0 ? "" : "?" + string.Join('&', pairs);
    }

    private ByteArrayContent Body(ApiOperation operation)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(_mutations.Mutate(operation.Example?.DeepClone() ?? new JsonObject()));
        if (Rarely()) bytes = bytes[..(bytes.Length / 2)];
        if (Rarely()) bytes[_chance.Next(bytes.Length)] = (byte)_chance.Next(256);
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = null;
        string type = Rarely() ? Pick(ContentTypes) : ContentTypes[0];
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        return content;
    }

    private bool Sometimes() => _chance.Next(3) == 0;

    private bool Rarely() => _chance.Next(20) == 0;

    private T Pick<T>(IReadOnlyList<T> all) => all[_chance.Next(all.Count)];
}
