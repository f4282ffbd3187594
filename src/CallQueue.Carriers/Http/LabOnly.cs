using System.Net;

namespace CallQueue.Http;

/// <summary>
/// Keeps a rehearsal a rehearsal: before the first request it asks the server whether it is a carrier lab. Until one says so,
/// every request fails before anything of it leaves this process; so a proxy to a real carrier never phones anybody.
/// </summary>
/// <param name="baseUrl">Where the lab is.</param>
/// <param name="inner">Sends the requests.</param>
internal sealed class LabOnly(string baseUrl, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    /// <summary>What a carrier lab answers 200 to, with <see cref="Header"/>.</summary>
    public const string Path = "/carrier-lab";

    /// <summary>Carriers send no header of this name.</summary>
    public const string Header = "X-Carrier-Lab";

    private readonly Uri _question = new(baseUrl.TrimEnd('/') + Path);
    private volatile bool _isLab;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        _isLab ? base.SendAsync(request, cancellationToken) : AskAndSendAsync(request, cancellationToken);

    private async Task<HttpResponseMessage> AskAndSendAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        await AskAsync(cancellation);
        return await base.SendAsync(request, cancellation);
    }

    private async Task AskAsync(CancellationToken cancellation)
    {
        using var question = new HttpRequestMessage(HttpMethod.Get, _question);
        using HttpResponseMessage answer = await base.SendAsync(question, cancellation);
        if (answer.StatusCode != HttpStatusCode.OK || !answer.Headers.Contains(Header))
            throw new HttpRequestException($"{baseUrl} does not say that it is a carrier lab, so nothing was sent. Set {Carriers.Rehearsal.Variable} to false if it passes calls on to a carrier");
        _isLab = true;
    }
}
