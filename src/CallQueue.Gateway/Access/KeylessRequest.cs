using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CallQueue.Access;

/// <summary>
/// Whether a request without a key comes straight from a program on this machine, where the process was started without keys
/// (<see cref="AccessOptions.IsKeyless"/>). A proxy or a tunnel on this machine has a loopback address too, and so has a web page whose
/// host name resolves to this machine. These checks find the usual ones; a proxy that this user starts can hide, and only a key keeps it out.
/// </summary>
internal static class KeylessRequest
{
    /// <summary>Why it is refused, as the end of a sentence; null when it is not.</summary>
    public static string? FindProblem(HttpContext http)
    {
        if (http.Connection.RemoteIpAddress is not { } from || !IPAddress.IsLoopback(from)) return "it comes from another machine";

        // Debian's nginx with a bare proxy_pass sends HTTP/1.0, the loopback address as Host, and none of the headers.
        if (HttpProtocol.IsHttp10(http.Request.Protocol)) return "it is HTTP/1.0, which proxies send; send HTTP/1.1";
        if (ForwardingHeaders.Find(http.Request.Headers) is { } header) return $"it passed a proxy, which added the header {ShownName(header)}";
        if (!IsOwn(http)) return "its Host header is not the address that this process printed at its start";
        return http.RequestServices.GetRequiredService<LoopbackPeers>().FindProblem(http);
    }

    /// <summary>The host and the port that were printed, by name or by address.</summary>
    private static bool IsOwn(HttpContext http)
    {
        HostString host = http.Request.Host;
        int port = http.Connection.LocalPort;
        string name = host.Host.Trim('[', ']');
        bool isLoopback = name.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(name, out IPAddress? address) && IPAddress.IsLoopback(address));
        return isLoopback && (host.Port ?? 80) == port;
    }

    private static string ShownName(string header) => header.Length <= 40 ? header : string.Create(CultureInfo.InvariantCulture, $"{header.AsSpan(0, 40)}…");
}
