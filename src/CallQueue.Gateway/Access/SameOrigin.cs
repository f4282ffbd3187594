using Microsoft.AspNetCore.Http;

namespace CallQueue.Access;

/// <summary>
/// Whether a request that a browser authenticates automatically (by a cookie, a stored password, or being on this machine) comes from
/// one of our own pages. Checked only for requests that change something, and for web sockets, which browsers open to any site.
/// </summary>
internal static class SameOrigin
{
    public static bool IsFine(HttpRequest request, string? publicUrl)
    {
        if (!CanChange(request)) return true;
        if (request.Headers["Sec-Fetch-Site"] is [{ } site, ..]) return site is "same-origin" or "none";
        if (request.Headers.Origin is not [{ } origin, ..]) return true; // Not a browser: every browser sends one of the two.
        return Uri.TryCreate(origin, UriKind.Absolute, out Uri? page)
            && (page.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase) || IsPublic(page, publicUrl));
    }

    private static bool CanChange(HttpRequest request) =>
        !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method))
        || request.HttpContext.WebSockets.IsWebSocketRequest;

    private static bool IsPublic(Uri page, string? publicUrl) =>
        publicUrl is not null && Uri.Compare(page, new Uri(publicUrl), UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0;
}
