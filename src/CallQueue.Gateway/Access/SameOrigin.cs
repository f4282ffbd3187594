using Microsoft.AspNetCore.Http;

namespace CallQueue.Access;

/// <summary>
/// Whether a request that a browser proves by itself (a cookie, a remembered password, being on this machine) comes from
/// one of our own pages. Only what changes something is asked, and sockets, which browsers open to anybody.
/// </summary>
internal static class SameOrigin
{
    public static bool IsFine(HttpRequest request, string? publicUrl)
    {
        if (!CanChange(request)) return true;
        if (request.Headers["Sec-Fetch-Site"] is [{ } site, ..]) return site is "same-origin" or "none";
        if (request.Headers.Origin is not [{ } origin, ..]) return true; // No browser: they all send one of the two.
        return Uri.TryCreate(origin, UriKind.Absolute, out Uri? page)
            && (page.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase) || IsPublic(page, publicUrl));
    }

    private static bool CanChange(HttpRequest request) =>
        !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method))
        || request.HttpContext.WebSockets.IsWebSocketRequest;

    private static bool IsPublic(Uri page, string? publicUrl) =>
        publicUrl is not null && Uri.Compare(page, new Uri(publicUrl), UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0;
}
