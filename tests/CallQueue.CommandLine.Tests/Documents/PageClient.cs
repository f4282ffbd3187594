using System.Text.Json;
using System.Text.Json.Nodes;

namespace CallQueue.Documents;

/// <summary>Sends what curl lines ask for to the server of a page, and keeps the last answer.</summary>
internal sealed class PageClient : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false }) { Timeout = Limit };
    private CurlRequest? _last;
    private string _answer = "";

    /// <summary>Where the server of the page listens, whatever port the page names.</summary>
    public Uri? Server { get; set; }

    public async Task<(int Status, string Text)> SendAsync(CurlRequest request)
    {
        using HttpRequestMessage message = request.ToMessage(AddressOf(request.Url));
        using HttpResponseMessage response = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead);
        string text = request.IsStream ? await FirstEventAsync(response) : await response.Content.ReadAsStringAsync();
        (_last, _answer) = (request, text);
        return ((int)response.StatusCode, text);
    }

    /// <summary>The first difference in shape of <paramref name="page"/> and the last answer, which is asked for again as calls go on.</summary>
    public async Task<string?> FindDifferenceAsync(string page, bool mayLack)
    {
        JsonNode? shown = JsonNode.Parse(page);
        string? difference = Compare();
        if (difference is null || _last is not { } request || request.Method != HttpMethod.Get) return difference;

        using var ending = new CancellationTokenSource(Limit, TimeProvider.System);
        string business = request.Headers.FirstOrDefault(header => header.Name.Equals("X-Business-Id", StringComparison.OrdinalIgnoreCase)).Value ?? "default";
        using HttpRequestMessage watch = (request with { Url = $"localhost:8000/api/businesses/{business}/events" }).ToMessage(new Uri(Server!, $"/api/businesses/{business}/events"));
        try
        {
            using HttpResponseMessage events = await _http.SendAsync(watch, HttpCompletionOption.ResponseHeadersRead, ending.Token);
            using var reader = new StreamReader(await events.Content.ReadAsStreamAsync(ending.Token));
            while (difference is not null && await reader.ReadLineAsync(ending.Token) is { } line)
            {
                if (!line.StartsWith("data:", StringComparison.Ordinal)) continue;
                await SendAsync(request);
                difference = Compare();
            }
        }
        catch (OperationCanceledException)
        {
            // It never came to match.
        }

        return difference is null ? null : $"{difference}. The answer: {_answer}";

        string? Compare()
        {
            try
            {
                return JsonShape.Difference(shown, JsonNode.Parse(_answer), mayLack);
            }
            catch (JsonException)
            {
                return "the answer is not JSON";
            }
        }
    }

    public void Dispose() => _http.Dispose();

    private Uri AddressOf(string url)
    {
        var address = new Uri(url.Contains("://", StringComparison.Ordinal) ? url : "http://" + url);
        if (!address.IsLoopback) throw new FormatException($"{url} is not on this machine");
        return new Uri(Server ?? throw new InvalidOperationException("no server was started"), address.PathAndQuery);
    }

    private static async Task<string> FirstEventAsync(HttpResponseMessage response)
    {
        using var ending = new CancellationTokenSource(Limit, TimeProvider.System);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(ending.Token));
        var lines = new List<string>();
        while (await reader.ReadLineAsync(ending.Token) is { } line)
        {
            if (line.Length == 0 && lines.Exists(seen => seen.StartsWith("data:", StringComparison.Ordinal))) break;
            lines.Add(line);
        }

        return string.Join('\n', lines);
    }
}
