using System.Collections.Concurrent;
using CallQueue.Problems;
using Microsoft.AspNetCore.Http;

namespace CallQueue.Access;

/// <summary>
/// What one tenant may hold of a process at once, and store in a day. A tenant is the business of a key, so that all keys of a business share its quotas; each
/// operator's key has quotas of its own. Thread-safe.
/// </summary>
internal sealed class TenantQuotas(TrafficLimits limits, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, Held> _held = new(StringComparer.Ordinal);
    private readonly SessionStreams _sessions = new();

    /// <summary>The tenant that a request counts for.</summary>
    public static string TenantOf(HttpContext http) => http.FindCaller() is not { } caller ? "" : caller.Business is { } business ? $"business {business.Value}" : $"key {caller.Key}";

    /// <summary>Begins an event stream; to be disposed of at its end. Null: a quota is used up, and <paramref name="refusal"/> says which.</summary>
    public IDisposable? OpenStream(HttpContext http, out IResult? refusal)
    {
        refusal = null;
        IDisposable? own = null;
        if (http.FindSession() is { } session && (own = _sessions.Enter(session)) is null)
        {
            refusal = UsedUp("event_streams", $"{SessionStreams.Most} event streams are open in this session, the most for one; close one", 5);
            return null;
        }

        if (Of(http).Streams.Enter() is { } place) return own is null ? place : new Both(own, place);
        own?.Dispose();
        refusal = StreamsUsedUp();
        return null;
    }

    /// <summary>Begins an upload; to be disposed of at its end. Null: the quota is used up.</summary>
    public IDisposable? BeginUpload(HttpContext http) => Of(http).Uploads.Enter();

    /// <summary>As many replies as there may be in a day are kept.</summary>
    public bool HasKeptEnough(HttpContext http) => Of(http).Replies.IsFull;

    /// <summary>Counts a reply that was kept.</summary>
    public void ReplyKept(HttpContext http) => Of(http).Replies.Add(1);

    /// <summary>Whether the tenant may store more today.</summary>
    public bool MayStore(HttpContext http) => !Of(http).Bytes.IsFull;

    /// <summary>Counts what was accepted.</summary>
    public void Stored(HttpContext http, long bytes) => Of(http).Bytes.Add(bytes);

    /// <summary>The answer when a quota is used up.</summary>
    private Refusals.Later StreamsUsedUp() => UsedUp("event_streams", $"{limits.EventStreams} event streams are open, the most for one business or key (TENANT_EVENT_STREAMS); close one", 5);

    /// <inheritdoc cref="StreamsUsedUp"/>
    public IResult UploadsUsedUp() => UsedUp("uploads", $"{limits.Uploads} lists are being uploaded, the most for one business or key (TENANT_UPLOADS); send the request again after Retry-After", 5);

    /// <inheritdoc cref="StreamsUsedUp"/>
    public IResult RepliesUsedUp() => UsedUp("kept_replies", $"{limits.KeptReplies} replies were kept for an Idempotency-Key within 24 hours, the most for one business or key (TENANT_KEPT_REPLIES); nothing was done", 600);

    /// <inheritdoc cref="StreamsUsedUp"/>
    public IResult BytesUsedUp() => UsedUp("stored_megabytes", $"{limits.MegabytesPerDay} MiB were accepted within 24 hours, the most for one business or key (TENANT_MEGABYTES_PER_DAY); nothing was done", 600);

    private static Refusals.Later UsedUp(string quota, FormattableString detail, int seconds) => new(
        Refusals.Send(StatusCodes.Status429TooManyRequests, "quota-used-up", "A quota is used up", $"{quota}: {FormattableString.Invariant(detail)}"), seconds);

    private Held Of(HttpContext http) => _held.GetOrAdd(TenantOf(http), _ => new Held(limits, time));

    private sealed class Held(TrafficLimits limits, TimeProvider time)
    {
        public Places Streams { get; } = new(limits.EventStreams);

        public Places Uploads { get; } = new(limits.Uploads);

        public DailyCount Replies { get; } = new(limits.KeptReplies, time);

        public DailyCount Bytes { get; } = new(limits.MegabytesPerDay * 1024L * 1024, time);
    }

    private sealed class Both(IDisposable first, IDisposable second) : IDisposable
    {
        public void Dispose()
        {
            first.Dispose();
            second.Dispose();
        }
    }

    /// <summary>So many at once.</summary>
    private sealed class Places(int most)
    {
        private int _taken;

        public IDisposable? Enter()
        {
            if (Interlocked.Increment(ref _taken) <= most) return new Place(this);
            Interlocked.Decrement(ref _taken);
            return null;
        }

        private sealed class Place(Places of) : IDisposable
        {
            private int _isLeft;

            public void Dispose()
            {
                if (Interlocked.Exchange(ref _isLeft, 1) == 0) Interlocked.Decrement(ref of._taken);
            }
        }
    }
}
