using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Authentication;
using System.Text.Json;
using System.Text.Json.Nodes;
using CallQueue.Commands;

namespace CallQueue.Servers;

/// <summary>A running server, called over its REST API. The key is sent to its address only: redirects are not followed. Certificates are verified.</summary>
internal sealed class Server : IDisposable
{
    private const string BusinessHeader = "X-Business-Id";
    private static readonly TimeSpan RequestLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(10);
    private readonly HttpClient _http;
    private readonly TimeProvider _time;

    /// <param name="url">Its address; a path in it is kept.</param>
    /// <param name="key">The API key; null: none.</param>
    /// <param name="business">The business to act for; null: the key's own.</param>
    /// <param name="name">Its name for people.</param>
    /// <param name="time">The clock.</param>
    public Server(string url, string? key, BusinessId? business, string name, TimeProvider time)
    {
        (Name, _time) = (name, time);
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = ConnectLimit };
        _http = new HttpClient(handler) { BaseAddress = new Uri(url.EndsWith('/') ? url : $"{url}/"), Timeout = Timeout.InfiniteTimeSpan };
        if (key is not null) _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        if (business is { } id) _http.DefaultRequestHeaders.Add(BusinessHeader, id.Value);
    }

    public string Name { get; }

    /// <summary>Sends a small request and reads the JSON object of its answer; null for 404 with a problem: the server does not have it.</summary>
    /// <param name="path">Without a slash at the beginning.</param>
    /// <exception cref="CommandException">It was refused, or the server does not respond.</exception>
    public async Task<JsonObject?> AskAsync(HttpMethod method, string path, JsonObject? body = null, CancellationToken cancellation = default)
    {
        using HttpRequestMessage request = new(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var longest = new CancellationTokenSource(RequestLimit, _time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation, longest.Token);
        using HttpResponseMessage answer = await SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellation, limit.Token);
        if (answer.IsSuccessStatusCode) return await ReadAsync(answer) ?? throw NotOurs();
        JsonObject? problem = await ReadAsync(answer);
        return answer.StatusCode == HttpStatusCode.NotFound && problem is not null ? null : throw Refused(answer, problem);
    }

    /// <summary>Sends a request and returns its answer, whatever its status. Its receiver disposes of it.</summary>
    /// <exception cref="CommandException">The server does not respond.</exception>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation) =>
        SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation, cancellation);

    /// <summary>The JSON object of an answer; null when it is none.</summary>
    public static async Task<JsonObject?> ReadAsync(HttpResponseMessage answer)
    {
        try
        {
            return await answer.Content.ReadFromJsonAsync<JsonNode>() as JsonObject;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or HttpRequestException or IOException)
        {
            return null;
        }
    }

    /// <summary>The error of an answer that no caller understands better.</summary>
    public CommandException Refused(HttpResponseMessage answer, JsonObject? problem) => answer.StatusCode switch
    {
        HttpStatusCode.Unauthorized => new CommandException(ExitCode.BadInput,
            $"{Name} requires an API key, and the one that was sent is missing or wrong. Set CALLQUEUE_KEY, CALLQUEUE_KEY_FILE or --key-file. (callqueue keys create makes one.)"),
        HttpStatusCode.Forbidden => new CommandException(ExitCode.BadInput, $"{Name} does not allow this: {Detail(problem)}"),
        HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed when problem is null => NotOurs(),
        >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest => new CommandException(ExitCode.BadInput, $"{Name} redirects to {answer.Headers.Location}. Use that address."),
        HttpStatusCode.ServiceUnavailable or HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout or HttpStatusCode.TooManyRequests =>
            new CommandException(ExitCode.DataUnusable, $"{Name} can't take requests now (HTTP {(int)answer.StatusCode}: {Detail(problem)}). Run the same command again in a moment."),
        >= HttpStatusCode.InternalServerError => new CommandException(ExitCode.Unexpected, $"{Name} responded with HTTP {(int)answer.StatusCode}: {Detail(problem)}"),
        _ => new CommandException(ExitCode.BadInput, $"{Name} rejected the request (HTTP {(int)answer.StatusCode}): {Detail(problem)}"),
    };

    /// <summary>The server has no such route.</summary>
    public CommandException NotOurs() => new(ExitCode.BadInput,
        $"{Name} does not take lists: it is an older version of callqueue, or not callqueue at all. Update the server, or check its address.");

    public static string Detail(JsonObject? problem) => (string?)problem?["detail"] ?? (string?)problem?["title"] ?? "no reason was given.";

    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, HttpCompletionOption until, CancellationToken cancellation, CancellationToken limit)
    {
        try
        {
            return await _http.SendAsync(request, until, limit);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException)
        {
            throw new ServerSilentException(Silence(e), e);
        }
    }

    private string Silence(Exception e)
    {
        Exception cause = e.GetBaseException();
        return e.InnerException is AuthenticationException || cause is AuthenticationException
            ? $"{Name} can't be reached over TLS: {cause.Message} Its certificate must be valid for this address."
            : $"{Name} can't be reached: {(e is OperationCanceledException ? "it does not respond." : cause.Message.TrimEnd('.') + '.')} Check the address, and that the server runs.";
    }
}
