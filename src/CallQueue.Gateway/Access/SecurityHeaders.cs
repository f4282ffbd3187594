using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace CallQueue.Access;

/// <summary>
/// Headers of every answer unless its endpoint sets its own: browsers do not guess types, do not frame pages, do not pass on
/// addresses, and do not run anything in a JSON answer. Answers about the queue are not cached.
/// </summary>
internal static class SecurityHeaders
{
    private const string DataPolicy = "default-src 'none'; frame-ancestors 'none'";

    /// <summary>For pages: they load files from this server only. Their frameworks use inline styles and small inline scripts.</summary>
    private const string PagePolicy =
        "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:;"
        + " connect-src 'self' ws: wss:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    private static readonly PathString[] Private = ["/api", "/local", "/webhook"];

    public static Task AddAsync(HttpContext http, RequestDelegate next)
    {
        http.Response.OnStarting(
            static state =>
            {
                Add((HttpContext)state);
                return Task.CompletedTask;
            },
            http);
        return next(http);
    }

    private static void Add(HttpContext http)
    {
        IHeaderDictionary headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        if (StringValues.IsNullOrEmpty(headers.ContentSecurityPolicy)) headers.ContentSecurityPolicy = IsPage(headers) ? PagePolicy : DataPolicy;
        bool isPrivate = http.Response.StatusCode >= StatusCodes.Status400BadRequest || IsPrivate(http.Request.Path);
        if (isPrivate && StringValues.IsNullOrEmpty(headers.CacheControl)) headers.CacheControl = "no-store";
    }

    private static bool IsPrivate(PathString path)
    {
        foreach (PathString start in Private) if (path.StartsWithSegments(start)) return true;
        return false;
    }

    private static bool IsPage(IHeaderDictionary headers) => headers.ContentType.ToString().StartsWith("text/html", StringComparison.OrdinalIgnoreCase);
}
