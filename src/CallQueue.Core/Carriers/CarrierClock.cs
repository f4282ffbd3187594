namespace CallQueue.Carriers;

/// <summary>A carrier's time.</summary>
/// <param name="Now">The carrier's clock (UTC), by our best estimate.</param>
/// <param name="Uncertainty">How far <paramref name="Now"/> may be off, either way.</param>
public readonly record struct CarrierTime(DateTimeOffset Now, TimeSpan Uncertainty);

/// <summary>
/// A carrier's clock, read from the <c>Date</c> header of each of its answers (RFC 9110, 6.6.1: whole seconds). Between two answers it is
/// carried on by elapsed time, so that setting our clock does not change it. When our clock was set, or the machine slept, the reading is
/// dropped until the next answer: one of the two times is wrong then, and nobody knows which. Thread-safe.
/// </summary>
/// <param name="time">Our clock.</param>
public sealed class CarrierClock(TimeProvider time)
{
    /// <summary>Our clock and the elapsed time may differ by this much between two answers: clocks are corrected in small steps all the time.</summary>
    public static readonly TimeSpan Steady = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan DateResolution = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan GoodFor = TimeSpan.FromHours(6);

    private Reading? _reading;

    /// <summary>Takes the <c>Date</c> of an answer.</summary>
    /// <param name="date">The header.</param>
    /// <param name="sentAt">The timestamp at which the request left.</param>
    public void Read(DateTimeOffset date, long sentAt)
    {
        long now = time.GetTimestamp();
        TimeSpan open = time.GetElapsedTime(sentAt, now) + DateResolution;
        var reading = new Reading(date + (open / 2), open / 2, now, time.GetUtcNow());

        // A slow answer says less than the last quick one, unless that one does not count any more.
        if (Time() is not { } known || reading.Uncertainty <= known.Uncertainty) Volatile.Write(ref _reading, reading);
    }

    /// <summary>The carrier's time now; null before the first answer, and after our clock was set until the next one.</summary>
    public CarrierTime? Time()
    {
        if (Volatile.Read(ref _reading) is not { } last) return null;
        TimeSpan elapsed = time.GetElapsedTime(last.At);
        bool isSteady = (time.GetUtcNow() - last.OurTime - elapsed).Duration() <= Steady;
        return isSteady && elapsed < GoodFor ? new CarrierTime(last.Carrier + elapsed, last.Uncertainty + (elapsed / 1_000)) : null;
    }

    private sealed record Reading(DateTimeOffset Carrier, TimeSpan Uncertainty, long At, DateTimeOffset OurTime);
}
