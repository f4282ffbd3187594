using System.Globalization;
using System.Net;
using System.Net.Sockets;
using CallQueue.Composition;

namespace CallQueue.Health;

/// <summary>Asks the public URL for the probe of this program.</summary>
internal sealed class PublicUrlProbe : IPublicUrlProbe
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public async Task<string?> FindProblemAsync(Uri url)
    {
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        using var http = new HttpClient(handler) { Timeout = Patience };
        try
        {
            using HttpResponseMessage answer = await http.GetAsync(new Uri($"{url.ToString().TrimEnd('/')}{Probes.Live}"));
            return answer.IsSuccessStatusCode ? null : string.Create(CultureInfo.InvariantCulture, $"it responds with HTTP {(int)answer.StatusCode}, not this program: check the proxy in front and the path prefix");
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return $"it does not respond when asked from this machine ({(e is HttpRequestException ? e.GetBaseException().Message : "no response in time")})";
        }
    }

    /// <summary>Whether a host is this machine, or in a private network that no carrier reaches.</summary>
    public static bool IsPrivate(Uri url)
    {
        if (url.IsLoopback) return true;
        if (!IPAddress.TryParse(url.Host.Trim('[', ']'), out IPAddress? address)) return !url.Host.Contains('.', StringComparison.Ordinal);
        if (address.IsIPv6LinkLocal || address.IsIPv6UniqueLocal) return true;
        byte[] bytes = address.GetAddressBytes();
        return address.AddressFamily == AddressFamily.InterNetwork
            && (bytes[0] == 10 || (bytes[0] == 172 && bytes[1] is >= 16 and < 32) || (bytes[0] == 192 && bytes[1] == 168) || (bytes[0] == 169 && bytes[1] == 254));
    }
}
