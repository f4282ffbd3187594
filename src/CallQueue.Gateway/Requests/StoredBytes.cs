using CallQueue.Access;
using CallQueue.Leads.Sources;
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
    private sealed class CountedStream(Stream inner) : ForwardStream
    {
        public long Bytes { get; private set; }

        public override int Read(byte[] buffer, int offset, int count) => Counted(inner.Read(buffer, offset, count));

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => Counted(await inner.ReadAsync(buffer, cancellationToken));

        private int Counted(int read)
        {
            Bytes += read;
            return read;
        }
    }
}
