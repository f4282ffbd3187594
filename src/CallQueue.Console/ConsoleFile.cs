using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace CallQueue.Consoles;

/// <summary>One built file, with its compressed forms.</summary>
/// <param name="Path">Its address, without the leading slash.</param>
/// <param name="Plain">Its bytes.</param>
/// <param name="Gzip">The same, compressed; null: not smaller.</param>
/// <param name="Brotli">The same, compressed further; null: not smaller.</param>
internal sealed record ConsoleFile(string Path, byte[] Plain, byte[]? Gzip, byte[]? Brotli)
{
    /// <summary>For files whose name changes with their content: browsers never ask for them again.</summary>
    private const string Forever = "public, max-age=31536000, immutable";

    private readonly string _tag = TagOf(Plain);
    private readonly string _type = TypeOf(Path);
    private readonly string _cache = Path.StartsWith("assets/", StringComparison.Ordinal) ? Forever : "no-cache";

    public Task SendAsync(HttpContext http)
    {
        (byte[] bytes, string? encoding) = Choose(http.Request);
        IHeaderDictionary headers = http.Response.Headers;
        headers.ContentType = _type;
        headers.CacheControl = _cache;
        if (Gzip is not null || Brotli is not null) headers.Vary = HeaderNames.AcceptEncoding;
        return ConsoleAnswer.SendAsync(http, bytes, encoding, encoding is null ? $"\"{_tag}\"" : $"\"{_tag}-{encoding}\"");
    }

    /// <summary>A name for some bytes that no other bytes have.</summary>
    public static string TagOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes), 0, 8);

    private (byte[] Bytes, string? Encoding) Choose(HttpRequest request) =>
        Brotli is not null && Accepts(request, "br") ? (Brotli, "br") : Gzip is not null && Accepts(request, "gzip") ? (Gzip, "gzip") : (Plain, null);

    private static bool Accepts(HttpRequest request, string encoding) =>
        request.GetTypedHeaders().AcceptEncoding.Any(accepted => accepted.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase) && accepted.Quality != 0);

    private static string TypeOf(string path) => System.IO.Path.GetExtension(path) switch
    {
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".csv" => "text/csv; charset=utf-8",
        ".txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    };
}
