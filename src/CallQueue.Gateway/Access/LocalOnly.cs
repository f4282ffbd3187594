using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace CallQueue.Access;

/// <summary>
/// Without API keys everything but the carriers' signed webhooks is for programs on this machine: a tunnel that leads
/// PUBLIC_URL here must not let strangers queue calls, nor may a web page that resolves its own name to this machine.
/// </summary>
public static class LocalOnly
{
    private static readonly string[] ProxyHeaders = ["X-Forwarded-For", "X-Forwarded-Host", "Forwarded", "X-Real-IP", "CF-Connecting-IP"];

    /// <summary>Refuses everything else with 403.</summary>
    public static void UseLocalOnly(this IApplicationBuilder app) => app.Use((http, next) =>
        http.Request.Path.StartsWithSegments("/webhooks") || http.Request.Path.StartsWithSegments("/api/webhooks") || IsLocal(http) ? next(http) : RefuseAsync(http));

    private static bool IsLocal(HttpContext http) =>
        http.Connection.RemoteIpAddress is { } from && IPAddress.IsLoopback(from)
        && IsLoopbackName(http.Request.Host.Host)
        && !ProxyHeaders.Any(http.Request.Headers.ContainsKey);

    private static bool IsLoopbackName(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? ip) && IPAddress.IsLoopback(ip));

    private static Task RefuseAsync(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status403Forbidden;
        return http.Response.WriteAsync("Without API keys this is for programs on the same machine only.", http.RequestAborted);
    }
}
