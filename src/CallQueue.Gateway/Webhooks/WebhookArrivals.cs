namespace CallQueue.Webhooks;

/// <summary>When the last genuine webhook of a carrier came: the proof that the public URL works from outside. Thread-safe.</summary>
internal sealed class WebhookArrivals(TimeProvider time)
{
    private long _lastTicks;

    /// <summary>Null: none has come since the start.</summary>
    public DateTimeOffset? LastAt => Volatile.Read(ref _lastTicks) is > 0 and var ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    public void Came() => Volatile.Write(ref _lastTicks, time.GetUtcNow().UtcTicks);
}
