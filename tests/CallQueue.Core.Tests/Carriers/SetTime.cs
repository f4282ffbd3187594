namespace CallQueue.Carriers;

/// <summary>A clock that is set and a time that passes, apart from each other, as after a correction or a sleep of the machine.</summary>
internal sealed class SetTime : TimeProvider
{
    private long _timestamp = TimeSpan.TicksPerDay;

    public DateTimeOffset Now { get; set; } = Some.Instant;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Now;

    public override long GetTimestamp() => _timestamp;

    /// <summary>Time passes, and the clock with it.</summary>
    public void Pass(TimeSpan time)
    {
        _timestamp += time.Ticks;
        Now += time;
    }
}
