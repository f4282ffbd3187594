using CallQueue.Benchmarks.Wire.Lab;

namespace CallQueue.Benchmarks.Wire;

/// <summary>One measurement: lives of one shape through one system.</summary>
/// <param name="Lives">How many.</param>
/// <param name="Seconds">From the release of the waiting calls until the last end was acknowledged.</param>
/// <param name="SystemCpu">CPU seconds of the system's own processes, until they were quiet again.</param>
/// <param name="RedisCpu">Of its Redis.</param>
/// <param name="LabCpu">Of the carrier lab.</param>
/// <param name="OtherCores">How many cores programs beside these used meanwhile.</param>
/// <param name="Seen">What the lab saw.</param>
internal sealed record WireFigures(int Lives, double Seconds, double SystemCpu, double RedisCpu, double LabCpu, double OtherCores, LabFigures Seen)
{
    /// <summary>Of those who looked at the first business meanwhile; null: nobody did.</summary>
    public Viewed? Viewed { get; init; }

    public double PerSecond => Lives / Seconds;

    /// <summary>Milliseconds a life, everything included.</summary>
    public double AllCpu => (SystemCpu + RedisCpu + LabCpu) * 1000 / Lives;
}

/// <summary>What a system costs before it does anything.</summary>
/// <param name="FirstDial">Seconds from the start of its first process to the first create request of a call that was submitted as soon as it took calls.</param>
/// <param name="IdleMegabytes">Memory of its processes when they were quiet after that call, without Redis.</param>
/// <param name="LaterMegabytes">The same after all measurements.</param>
internal sealed record WireStart(double FirstDial, double IdleMegabytes, double LaterMegabytes);

/// <summary>A row of the table: a system, a shape, whether the system was warm, and whether somebody looked at it.</summary>
internal sealed record WireRow(string System, string Shape, bool IsWarm, bool IsViewed = false);
