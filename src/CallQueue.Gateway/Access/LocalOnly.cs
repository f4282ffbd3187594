using System.Net;
using Microsoft.AspNetCore.Http;

namespace CallQueue.Access;

/// <summary>
/// Without API keys everything except the carriers' signed webhooks is for programs on this machine: a tunnel from
/// PUBLIC_URL must not let strangers queue calls, nor a web page whose host name resolves to this machine.
/// </summary>
internal static class LocalOnly
{
    private static readonly string[] ProxyHeaders = ["X-Forwarded-For", "X-Forwarded-Host", "Forwarded", "X-Real-IP", "CF-Connecting-IP"];

    /// <summary>Whether a program on this machine sent the request directly.</summary>
    public static bool IsLocal(HttpContext http) =>
        http.Connection.RemoteIpAddress is { } from && IPAddress.IsLoopback(from)
        && IsLoopbackName(http.Request.Host.Host)
        && !ProxyHeaders.Any(http.Request.Headers.ContainsKey);

    private static bool IsLoopbackName(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? ip) && IPAddress.IsLoopback(ip));
}
