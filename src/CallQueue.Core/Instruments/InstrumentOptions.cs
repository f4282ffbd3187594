namespace CallQueue.Instruments;

/// <summary>What is measured.</summary>
public sealed record InstrumentOptions
{
    /// <summary>
    /// For how many businesses the gauges of queues have a series each; all others share the series <c>other</c>. 0 to 1,000, default 0: sums over all businesses, without an
    /// attribute. Ids of businesses are chosen by apps, so they may say who a customer is, and each adds about ten series for each process.
    /// </summary>
    public int Businesses { get; init; }
}
