using System.Globalization;

namespace CallQueue.Health;

/// <summary>Asks a voice agent's server at <c>/health</c> [S3.13].</summary>
internal static class AgentServer
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>Where the server has a path over HTTP: user, password and query are left out.</summary>
    public static Uri UrlOf(string agentUrl, string path)
    {
        var url = new UriBuilder(agentUrl) { Path = path, Query = "", UserName = "", Password = "" };
        bool hasUsualPort = url.Uri.IsDefaultPort;
        url.Scheme = url.Scheme is "wss" or "https" ? "https" : "http";
        if (hasUsualPort) url.Port = -1;
        return url.Uri;
    }

    /// <summary>Whether it responds with success, and its response in words.</summary>
    public static async Task<(bool IsUp, string Detail)> AskAsync(string agentUrl)
    {
        Uri url = UrlOf(agentUrl, "/health");
        using var http = new HttpClient { Timeout = Patience };
        try
        {
            using HttpResponseMessage answer = await http.GetAsync(url);
            return (answer.IsSuccessStatusCode, answer.IsSuccessStatusCode ? $"{url} responds" : string.Create(CultureInfo.InvariantCulture, $"{url} responds with HTTP {(int)answer.StatusCode}"));
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return (false, $"{url} does not respond ({(e is HttpRequestException ? e.GetBaseException().Message : "no response in time")})");
        }
    }
}
