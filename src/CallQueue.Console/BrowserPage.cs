using Microsoft.AspNetCore.Http;

namespace CallQueue.Consoles;

/// <summary>Marks the endpoint that answers addresses of the console's pages. See <see cref="BrowserPagePolicy"/>.</summary>
internal sealed class BrowserPage
{
    /// <summary>Addresses below these belong to programs: an unknown one is answered as before, never with a page.</summary>
    private static readonly PathString[] Programs = ["/api", "/webhook", "/webhooks", "/openapi", "/docs", "/problems", "/healthz", "/metrics", "/orleans", "/local", "/assets"];

    /// <summary>Whether a browser opens an address as a page: it accepts HTML by name, as no other request does by itself.</summary>
    public static bool IsOpened(HttpRequest request)
    {
        foreach (PathString start in Programs) if (request.Path.StartsWithSegments(start, StringComparison.OrdinalIgnoreCase)) return false;
        foreach (string? accepted in request.Headers.Accept)
            if (accepted?.Contains("text/html", StringComparison.OrdinalIgnoreCase) == true) return true;
        return false;
    }
}
