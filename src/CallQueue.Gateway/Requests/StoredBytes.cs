using CallQueue.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace CallQueue.Requests;

/// <summary>Counts the accepted bodies of each tenant, and rejects more before it is read (<see cref="TrafficLimits.MegabytesPerDay"/>).</summary>
internal sealed class StoredBytes(RequestDelegate next, TenantQuotas quotas)
{
    public async Task InvokeAsync(HttpContext http)
    {
        if (http.FindCaller() is null || !MayStore(http))
        {
            await next(http);
            return;
        }

        if (!quotas.MayStore(http))
        {
            await quotas.BytesUsedUp().ExecuteAsync(http);
            return;
        }

        // A body of known length is counted without touching how it is read.
        CountedStream? counted = null;
        if (http.Request.ContentLength is null) http.Request.Body = counted = new CountedStream(http.Request.Body);
        await next(http);
        if (http.Response.StatusCode is >= 200 and < 300) quotas.Stored(http, http.Request.ContentLength ?? counted?.Bytes ?? 0);
    }

    private static bool MayStore(HttpContext http) =>
        (HttpMethods.IsPost(http.Request.Method) || HttpMethods.IsPut(http.Request.Method) || HttpMethods.IsPatch(http.Request.Method))
        && http.Features.Get<IHttpRequestBodyDetectionFeature>() is not { CanHaveBody: false };

    /// <summary>Counts what is read.</summary>
    private sealed class CountedStream(Stream inner) : Stream
    {
        public long Bytes { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => Counted(inner.Read(buffer, offset, count));

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => Counted(await inner.ReadAsync(buffer, cancellationToken));

        public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => Counted(await inner.ReadAsync(buffer.AsMemory(offset, count), cancellationToken));

        public override void Flush() => inner.Flush();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        private int Counted(int read)
        {
            Bytes += read;
            return read;
        }
    }
}
