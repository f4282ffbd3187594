using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CallQueue.Proof;

/// <summary>
/// What stands before two gateways in production: one address, in turn to those that answer. It retries only when no
/// connection came about, as a load balancer would.
/// </summary>
internal sealed class Front : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly string[] Hop = ["Host", "Connection", "Transfer-Encoding", "Content-Length", "Keep-Alive"];
    private readonly HttpClient _http = new(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(1) }) { Timeout = Patience };
    private readonly WebApplication _app;
    private readonly IReadOnlyList<Uri> _gateways;
    private int _turn;
    private int _failed;
    private int _served;

    private Front(WebApplication app, IReadOnlyList<Uri> gateways) => (_app, _gateways) = (app, gateways);

    /// <summary>Requests that no gateway answered properly: 5xx, or none at all.</summary>
    public int Failed => _failed;

    public int Served => _served;

    public static async Task<Front> StartAsync(int port, IReadOnlyList<Uri> gateways)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        var front = new Front(builder.Build(), gateways);
        front._app.Run(front.PassAsync);
        await front._app.StartAsync();
        return front;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _http.Dispose();
    }

    private async Task PassAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        Interlocked.Increment(ref _served);
        for (int tried = 0; tried < _gateways.Count; tried++)
        {
            Uri gateway = _gateways[(Interlocked.Increment(ref _turn) & int.MaxValue) % _gateways.Count];
            try
            {
                using HttpResponseMessage answer = await _http.SendAsync(Copy(http.Request, gateway, body.ToArray()));
                if ((int)answer.StatusCode >= 500) Interlocked.Increment(ref _failed);
                http.Response.StatusCode = (int)answer.StatusCode;
                http.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
                await answer.Content.CopyToAsync(http.Response.Body);
                return;
            }
            catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.ConnectionError && tried + 1 < _gateways.Count)
            {
                // Nobody listens there; the other one may.
            }
            catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
            {
                Interlocked.Increment(ref _failed);
                http.Response.StatusCode = StatusCodes.Status502BadGateway;
                return;
            }
        }
    }

    private static HttpRequestMessage Copy(HttpRequest request, Uri gateway, byte[] body)
    {
        var copy = new HttpRequestMessage(new HttpMethod(request.Method), new Uri(gateway, request.Path + request.QueryString.Value));
        if (body.Length > 0) copy.Content = new ByteArrayContent(body);
        foreach ((string name, var values) in request.Headers)
            if (!Hop.Contains(name, StringComparer.OrdinalIgnoreCase) && !copy.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values))
                copy.Content?.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
        return copy;
    }
}
