using System.Text;

namespace CallQueue.Http;

/// <summary>
/// Requests to one carrier account: authorized, bounded in time and size, and answered by a value, never by an exception
/// for what the network did. Thread-safe.
/// </summary>
internal sealed class CarrierHttp
{
    private const int LargestBody = 8 * 1024 * 1024;

    private readonly HttpClient _http;
    private readonly KeyValuePair<string, string> _credentials;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;

    public CarrierHttp(HttpClient http, string user, string password, TimeSpan timeout, TimeProvider time)
        : this(http, new("Authorization", $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"))}"), timeout, time)
    {
    }

    /// <param name="http">A client that follows no redirects.</param>
    /// <param name="credentials">The header that authorizes each request.</param>
    /// <param name="timeout">How long one request may take.</param>
    /// <param name="time">The clock.</param>
    public CarrierHttp(HttpClient http, KeyValuePair<string, string> credentials, TimeSpan timeout, TimeProvider time)
    {
        _http = http;
        _credentials = credentials;
        _timeout = timeout;
        _time = time;
    }

    /// <summary>Posts a create request: its body leaves at most once, and not from <paramref name="sendBefore"/> on.</summary>
    public async Task<HttpReply> CreateAsync(
        string url, byte[] body, string mediaType, DateTimeOffset sendBefore, CancellationToken cancellation)
    {
        using var content = new SendOnceContent(body, mediaType, sendBefore, _time);
        HttpReply reply = await SendAsync(HttpMethod.Post, url, content, cancellation);
        // With any error: a request whose body was never sent can't have placed a call.
        return reply is HttpReply.Lost lost && !content.Started ? new HttpReply.NotSent(lost.Reason) : reply;
    }

    /// <summary>Sends a request that may be repeated.</summary>
    public async Task<HttpReply> SendAsync(HttpMethod method, string url, HttpContent? content, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(_timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
        using var request = new HttpRequestMessage(method, url) { Content = content };
        request.Headers.TryAddWithoutValidation(_credentials.Key, _credentials.Value);
        try
        {
            using HttpResponseMessage response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            string body = await ReadAsync(response.Content, either.Token);
            return new HttpReply.Received((int)response.StatusCode, body, RetryAfterHeader.Read(response.Headers, _time.GetUtcNow()));
        }
        catch (OperationCanceledException)
        {
            return new HttpReply.Lost(deadline.IsCancellationRequested ? "no response in time" : "interrupted by this server");
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or InvalidOperationException)
        {
            return new HttpReply.Lost(Describe(failure));
        }
    }

    public Task<HttpReply> GetAsync(string url, CancellationToken cancellation) => SendAsync(HttpMethod.Get, url, null, cancellation);

    private static async Task<string> ReadAsync(HttpContent content, CancellationToken cancellation)
    {
        using Stream stream = await content.ReadAsStreamAsync(cancellation);
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int read; (read = await stream.ReadAsync(buffer, cancellation)) > 0;)
        {
            if (body.Length + read > LargestBody) throw new IOException("the response is too long");
            body.Write(buffer, 0, read);
        }
        return Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length);
    }

    // The kind of failure and its innermost message (host and port); neither has headers or bodies.
    private static string Describe(Exception failure)
    {
        string kind = failure is HttpRequestException { HttpRequestError: not HttpRequestError.Unknown and var error } ? $"{error}: " : "";
        return kind + failure.GetBaseException().Message;
    }
}
