using System.Buffers;
using System.Text;
using CallQueue.Carriers;

namespace CallQueue.Http;

/// <summary>
/// Requests to one carrier account: authorized, bounded in time and size, and answered by a value, never by an exception
/// for what the network did. Thread-safe.
/// </summary>
internal sealed class CarrierHttp
{
    private const int LargestBody = 8 * 1024 * 1024;

    private static readonly TimeSpan ReadAgainAfter = TimeSpan.FromSeconds(30);

    private readonly Lock _clockLock = new();
    private readonly HttpMessageInvoker _http;
    private readonly KeyValuePair<string, string> _credentials;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;
    private Task<bool>? _clockRead;
    private long? _clockFailedAt;

    public CarrierHttp(HttpMessageInvoker http, string user, string password, TimeSpan timeout, TimeProvider time)
        : this(http, new("Authorization", $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"))}"), timeout, time)
    {
    }

    /// <param name="http">Sends requests, and follows no redirects.</param>
    /// <param name="credentials">The header that authorizes each request.</param>
    /// <param name="timeout">How long one request may take.</param>
    /// <param name="time">The clock.</param>
    public CarrierHttp(HttpMessageInvoker http, KeyValuePair<string, string> credentials, TimeSpan timeout, TimeProvider time)
    {
        _http = http;
        _credentials = credentials;
        _timeout = timeout;
        _time = time;
        Clock = new CarrierClock(time);
    }

    /// <summary>The carrier's clock, as its answers show it.</summary>
    public CarrierClock Clock { get; }

    /// <summary>Posts a create request: its body leaves at most once, and not from <paramref name="sendBefore"/> on.</summary>
    public async Task<HttpReply> CreateAsync(
        Uri url, ReadOnlyMemory<byte> body, string mediaType, DateTimeOffset sendBefore, CancellationToken cancellation)
    {
        using var content = new SendOnceContent(body, mediaType, sendBefore, _time);
        HttpReply reply = await SendAsync(HttpMethod.Post, url, content, cancellation);
        // With any error: a request whose body was never sent can't have placed a call.
        return reply is HttpReply.Lost lost && !content.Started ? new HttpReply.NotSent(lost.Reason) : reply;
    }

    /// <summary>Sends a request that may be repeated.</summary>
    public Task<HttpReply> SendAsync(HttpMethod method, string url, HttpContent? content, CancellationToken cancellation) => SendAsync(method, new Uri(url), content, cancellation);

    private async Task<HttpReply> SendAsync(HttpMethod method, Uri url, HttpContent? content, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(_timeout, _time);
        using CancellationTokenSource? linked = cancellation.CanBeCanceled ? CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token) : null;
        CancellationToken either = (linked ?? deadline).Token;
        using var request = new HttpRequestMessage(method, url) { Content = content };
        request.Headers.TryAddWithoutValidation(_credentials.Key, _credentials.Value);
        long sentAt = _time.GetTimestamp();
        try
        {
            using HttpResponseMessage response = await _http.SendAsync(request, either);
            // A cache's answer carries the time at which the carrier made it.
            if (response.Headers is { Date: { } date, Age: null }) Clock.Read(date, sentAt);
            string body = await ReadAsync(response.Content, either);
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

    /// <summary>
    /// Opens what is at a URL, whose bytes are read as they arrive. Only the beginning of the answer is bounded in time. Redirects are not followed.
    /// </summary>
    /// <param name="authorize">Whether the credentials go with it: for the carrier's own hosts alone.</param>
    public async Task<RecordingAnswer> OpenAsync(Uri url, bool authorize, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(_timeout, _time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        if (authorize) request.Headers.TryAddWithoutValidation(_credentials.Key, _credentials.Value);
        HttpResponseMessage? response = null;
        try
        {
            response = await _http.SendAsync(request, linked.Token);
            int status = (int)response.StatusCode;
            string type = response.Content.Headers.ContentType?.MediaType ?? "";
            if (status is 404 or 410) return new RecordingAnswer.Absent();
            if (status != 200) return new RecordingAnswer.Unknown(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"HTTP {status}"));
            if (!RecordingAnswer.Found.ContentTypes.Contains(type)) return new RecordingAnswer.Unknown("the answer is not a sound file");
            var found = new RecordingAnswer.Found(await response.Content.ReadAsStreamAsync(linked.Token), type, response.Content.Headers.ContentLength);
            response = null;
            return found;
        }
        catch (OperationCanceledException)
        {
            return new RecordingAnswer.Unknown(deadline.IsCancellationRequested ? "no response in time" : "interrupted");
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or InvalidOperationException)
        {
            return new RecordingAnswer.Unknown(Describe(failure));
        }
        finally
        {
            response?.Dispose();
        }
    }

    /// <summary>
    /// Learns the carrier's time by a request that changes nothing, one at a time for all that wait for it. A carrier whose answers have no
    /// <c>Date</c>, or that does not answer, is not asked again for half a minute.
    /// </summary>
    /// <returns>False when it does not answer.</returns>
    public Task<bool> ReadClockAsync(string url)
    {
        lock (_clockLock)
        {
            bool isTooSoon = _clockFailedAt is { } failedAt && _time.GetElapsedTime(failedAt) < ReadAgainAfter;
            if (_clockRead is { } last && (!last.IsCompleted || isTooSoon)) return last;
            _clockRead = AskForClockAsync(url);
            return _clockRead;
        }
    }

    public Task<HttpReply> GetAsync(string url, CancellationToken cancellation) => SendAsync(HttpMethod.Get, url, null, cancellation);

    private async Task<bool> AskForClockAsync(string url)
    {
        await Task.Yield(); // Outside the lock.
        HttpReply reply = await GetAsync(url, CancellationToken.None);
        lock (_clockLock) _clockFailedAt = Clock.Time() is null ? _time.GetTimestamp() : null;
        return reply is HttpReply.Received;
    }

    private static async Task<string> ReadAsync(HttpContent content, CancellationToken cancellation)
    {
        using Stream stream = await content.ReadAsStreamAsync(cancellation);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(4 * 1024);
        int length = 0;
        try
        {
            for (int read; (read = await stream.ReadAsync(buffer.AsMemory(length), cancellation)) > 0;)
            {
                length += read;
                if (length > LargestBody) throw new IOException("the response is too long");
                if (length == buffer.Length) buffer = Longer(buffer);
            }

            return Encoding.UTF8.GetString(buffer, 0, length);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static byte[] Longer(byte[] full)
    {
        byte[] longer = ArrayPool<byte>.Shared.Rent(full.Length * 2);
        full.CopyTo(longer, 0);
        ArrayPool<byte>.Shared.Return(full);
        return longer;
    }

    // The kind of failure and its innermost message (host and port); neither has headers or bodies.
    private static string Describe(Exception failure)
    {
        string kind = failure is HttpRequestException { HttpRequestError: not HttpRequestError.Unknown and var error } ? $"{error}: " : "";
        return kind + failure.GetBaseException().Message;
    }
}
