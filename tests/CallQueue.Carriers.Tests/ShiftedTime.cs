namespace CallQueue.Carriers;

/// <summary>The real time, shifted: it runs by itself and can be moved.</summary>
internal sealed class ShiftedTime : TimeProvider
{
    public TimeSpan Shift { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Shift;
}
