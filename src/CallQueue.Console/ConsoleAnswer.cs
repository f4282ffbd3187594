using Microsoft.AspNetCore.Http;

namespace CallQueue.Consoles;

/// <summary>Sends bytes with their tag, or "not modified" to a browser that already has them.</summary>
internal static class ConsoleAnswer
{
    /// <summary>
    /// What the pages may load: files and data of this server, and nothing written into a page. Every page has it, and so has every file, for browsers
    /// that open one by itself.
    /// </summary>
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    public static async Task SendAsync(HttpContext http, byte[] bytes, string? encoding, string tag)
    {
        IHeaderDictionary headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.ETag = tag;
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        if (Has(http.Request, tag))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        if (encoding is not null) headers.ContentEncoding = encoding;
        headers.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(http.Request.Method)) await http.Response.Body.WriteAsync(bytes, http.RequestAborted);
    }

    private static bool Has(HttpRequest request, string tag)
    {
        foreach (string? known in request.Headers.IfNoneMatch)
            if (known is not null && (known == "*" || known.Split(',').Any(one => one.Trim().Replace("W/", "", StringComparison.Ordinal) == tag))) return true;
        return false;
    }
}
