using CallQueue.Carriers;
using Microsoft.AspNetCore.Http;

namespace CallQueue.Access;

/// <summary>The path prefix of the public URL: requests have it or not, depending on whether a proxy in front passes it on.</summary>
internal sealed class PublicPrefix(RequestDelegate next, GatewayOptions options)
{
    private readonly PublicUrl? _url = options.PublicUrl is { } text && PublicUrl.Parse(text) is { Prefix.Length: > 0 } url ? url : null;

    public Task InvokeAsync(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        if (_url is null || http.Request.Path.Value is not { Length: > 0 } path) return next(http);
        string own = _url.WithoutPrefix(path);
        if (own.Length == path.Length) return next(http);
        http.Request.PathBase = http.Request.PathBase.Add(path[..^own.Length]);
        http.Request.Path = own;
        return next(http);
    }
}
