using System.Globalization;

namespace CallQueue.Health;

/// <summary>Asks a voice agent's server at <c>/health</c> [S3.13].</summary>
internal static class AgentServer
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>Whether it responds with success, and its response in words.</summary>
    public static async Task<(bool IsUp, string Detail)> AskAsync(string agentUrl)
    {
        var url = new UriBuilder(agentUrl) { Path = "/health", Query = "", UserName = "", Password = "" };
        bool hasUsualPort = url.Uri.IsDefaultPort;
        url.Scheme = url.Scheme is "wss" or "https" ? "https" : "http";
        if (hasUsualPort) url.Port = -1;
        using var http = new HttpClient { Timeout = Patience };
        try
        {
            using HttpResponseMessage answer = await http.GetAsync(url.Uri);
            return (answer.IsSuccessStatusCode, answer.IsSuccessStatusCode ? $"{url.Uri} responds" : string.Create(CultureInfo.InvariantCulture, $"{url.Uri} responds with HTTP {(int)answer.StatusCode}"));
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return (false, $"{url.Uri} does not respond ({(e is HttpRequestException ? e.GetBaseException().Message : "no response in time")})");
        }
    }
}
