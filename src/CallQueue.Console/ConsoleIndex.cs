using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace CallQueue.Consoles;

/// <summary>The one page of the console. It names the path under which browsers reach this process, since a proxy may add a prefix.</summary>
internal sealed class ConsoleIndex(byte[] page, string? publicUrl)
{
    private const string Base = "<base href=\"/\"";
    private readonly string _text = Encoding.UTF8.GetString(page);
    private readonly Uri? _public = publicUrl is null ? null : new Uri(publicUrl);
    private readonly ConcurrentDictionary<string, (byte[] Bytes, string Tag)> _pages = new(StringComparer.Ordinal);

    public Task SendAsync(HttpContext http)
    {
        (byte[] bytes, string tag) = _pages.GetOrAdd(PrefixOf(http.Request), Make);
        http.Response.Headers.ContentType = "text/html; charset=utf-8";
        http.Response.Headers.CacheControl = "no-cache";
        http.Response.Headers.Vary = "Accept";
        return ConsoleAnswer.SendAsync(http, bytes, null, $"\"{tag}\"");
    }

    /// <summary>The prefix, one of two at most: a request can't make this process store others.</summary>
    private string PrefixOf(HttpRequest request)
    {
        if (_public is null || _public.AbsolutePath == "/") return "/";
        bool isPublic = request.PathBase.HasValue || _public.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase);
        return isPublic ? $"{_public.AbsolutePath.TrimEnd('/')}/" : "/";
    }

    private (byte[] Bytes, string Tag) Make(string prefix)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(_text.Replace(Base, $"<base href=\"{System.Net.WebUtility.HtmlEncode(prefix)}\"", StringComparison.Ordinal));
        return (bytes, ConsoleFile.TagOf(bytes));
    }
}
