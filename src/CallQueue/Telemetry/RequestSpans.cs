using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace CallQueue.Telemetry;

/// <summary>Names the web server's spans by the route, which holds no id: <c>POST /api/calls/queue</c>.</summary>
internal static class RequestSpans
{
    /// <summary>Middleware before all others.</summary>
    public static async Task NameAsync(HttpContext http, RequestDelegate next)
    {
        await next(http);
        if (http.Features.Get<IHttpActivityFeature>()?.Activity is not { IsAllDataRequested: true } span || http.GetEndpoint() is not RouteEndpoint { RoutePattern.RawText: { } text }) return;
        string route = "/" + text.TrimStart('/');
        span.DisplayName = $"{http.Request.Method} {route}";
        span.SetTag("http.route", route).SetTag("http.response.status_code", http.Response.StatusCode);
    }
}
