using System.Net;

namespace CallQueue.Http;

/// <summary>
/// The body of a create request, which is sent at most once. The HTTP stack may repeat a request by itself (on a kept
/// connection that the server closed, or after a redirect); here the second time fails instead of calling a person twice.
/// </summary>
internal sealed class SendOnceContent : HttpContent
{
    private readonly ReadOnlyMemory<byte> _body;
    private readonly DateTimeOffset _sendBefore;
    private readonly TimeProvider _time;
    private int _started;

    /// <param name="body">The bytes.</param>
    /// <param name="mediaType">Their content type.</param>
    /// <param name="sendBefore">From this instant (UTC) on the body is not sent, however long connecting took.</param>
    /// <param name="time">The clock.</param>
    public SendOnceContent(ReadOnlyMemory<byte> body, string mediaType, DateTimeOffset sendBefore, TimeProvider time)
    {
        _body = body;
        _sendBefore = sendBefore;
        _time = time;
        Headers.TryAddWithoutValidation("Content-Type", mediaType);
    }

    /// <summary>Whether any byte may have left. While false the carrier can't have acted on the request.</summary>
    public bool Started => Volatile.Read(ref _started) != 0;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_time.GetUtcNow() >= _sendBefore) throw new InvalidOperationException("the request was too late");
        if (Interlocked.Exchange(ref _started, 1) != 0) throw new InvalidOperationException("a create request is never sent twice");
        await stream.WriteAsync(_body, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Length;
        return true;
    }
}
