using System.Net;
using Microsoft.AspNetCore.Http;

namespace CallQueue.Access;

/// <summary>
/// Without API keys everything but the carriers' signed webhooks is for programs on this machine: a tunnel that leads
/// PUBLIC_URL here must not let strangers queue calls, nor may a web page that resolves its own name to this machine.
/// </summary>
internal static class LocalOnly
{
    private static readonly string[] ProxyHeaders = ["X-Forwarded-For", "X-Forwarded-Host", "Forwarded", "X-Real-IP", "CF-Connecting-IP"];

    /// <summary>Whether a program on this machine sent the request, by no detour.</summary>
    public static bool IsLocal(HttpContext http) =>
        http.Connection.RemoteIpAddress is { } from && IPAddress.IsLoopback(from)
        && IsLoopbackName(http.Request.Host.Host)
        && !ProxyHeaders.Any(http.Request.Headers.ContainsKey);

    private static bool IsLoopbackName(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? ip) && IPAddress.IsLoopback(ip));
}
