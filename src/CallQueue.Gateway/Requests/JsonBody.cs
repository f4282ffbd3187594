using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using System.Text.Unicode;
using CallQueue.Inputs;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace CallQueue.Requests;

/// <summary>Request bodies: size limits, and reading small bodies completely.</summary>
internal static class JsonBody
{
    /// <summary>The largest body of a request about a single object, in bytes.</summary>
    public const int MaxBytes = 512 * 1024;

    /// <summary>The largest body that is taken only to be dropped, in bytes.</summary>
    public const int MostDropped = 16 * 1024 * 1024;

    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false, MaxDepth = JsonDepth.Most };

    /// <summary>Whether the request declares a JSON body.</summary>
    public static bool IsDeclared(HttpRequest request) => request.HasJsonContentType();

    /// <summary>
    /// Sets the server's size limit for the body, if the server allows it; readers count too. A body that declares more is refused unread, and the server still takes
    /// and drops it, up to <see cref="MostDropped"/>: were the connection closed on a client that is still sending, it might never see why.
    /// </summary>
    /// <exception cref="InputTooLargeException">The request declares a larger body.</exception>
    public static void Allow(HttpContext http, long bytes)
    {
        bool isTooLarge = http.Request.ContentLength > bytes;
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = isTooLarge && http.Request.ContentLength <= MostDropped ? MostDropped : bytes;
        if (isTooLarge) throw new InputTooLargeException($"the body is larger than {bytes} bytes");
    }

    /// <summary>The body as a JSON object; its receiver disposes of it.</summary>
    /// <exception cref="JsonException">It is not a JSON object.</exception>
    /// <exception cref="InputTooLargeException">It is over <see cref="MaxBytes"/>.</exception>
    public static async Task<JsonDocument> ReadObjectAsync(HttpContext http)
    {
        byte[] bytes = await ReadAsync(http, MaxBytes);
        ReadOnlyMemory<byte> json = bytes.AsSpan().StartsWith("\uFEFF"u8) ? bytes.AsMemory(3) : bytes;
        if (!Utf8.IsValid(json.Span)) throw new JsonException("the body is not valid UTF-8");
        JsonDocument document = Parse(json);
        if (document.RootElement.ValueKind == JsonValueKind.Object) return document;
        document.Dispose();
        throw new JsonException("the document must be a JSON object", null, 0, 0);
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            return JsonDocument.Parse(json, Options);
        }
        catch (JsonException e) when (JsonDepth.FindProblem(json.Span, null) is { } deep)
        {
            throw new JsonException(deep, e);
        }
        catch (InvalidOperationException e)
        {
            // A property's name is a lone surrogate: it can't even be compared with the others.
            throw new JsonException("a field's name is not valid Unicode", e);
        }
    }

    /// <summary>The body's bytes.</summary>
    /// <exception cref="InputTooLargeException">There are more than <paramref name="max"/>.</exception>
    public static async Task<byte[]> ReadAsync(HttpContext http, int max)
    {
        Allow(http, max);
        PipeReader body = http.Request.BodyReader;
        while (true)
        {
            ReadResult read = await body.ReadAsync(http.RequestAborted);
            if (read.Buffer.Length > max)
            {
                // Without advancing the reader, the rest of the body could not be drained.
                body.AdvanceTo(read.Buffer.End);
                throw new InputTooLargeException($"the body is larger than {max} bytes");
            }

            if (read.IsCompleted)
            {
                byte[] bytes = read.Buffer.ToArray();
                body.AdvanceTo(read.Buffer.End);
                return bytes;
            }

            body.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
