using Orleans.Runtime;

namespace CallQueue.Spreading;

/// <summary>Compares the loads of all silos and decides which businesses move. One in the cluster; it keeps nothing on disk.</summary>
[Alias("CallQueue.ISpreadGrain")]
internal interface ISpreadGrain : IGrainWithIntegerKey
{
    /// <summary>Takes a silo's report; answers the homes that differ from those by hash.</summary>
    [Alias("Report")]
    Task<SpreadAnswer> ReportAsync(SpreadReport report);
}

/// <summary>What a silo reports of itself every few seconds.</summary>
/// <param name="Silo">The silo.</param>
/// <param name="Total">The requests per second of all its businesses.</param>
/// <param name="Businesses">Its busiest businesses, those that are at home on it.</param>
/// <param name="MovedHere">Businesses that were moved here, as far as it knows: whoever compares next must not forget them.</param>
[GenerateSerializer]
[Immutable]
[Alias("CallQueue.SpreadReport")]
internal sealed record SpreadReport(
    [property: Id(0)] SiloAddress Silo, [property: Id(1)] double Total, [property: Id(2)] BusinessLoad[] Businesses, [property: Id(3)] string[] MovedHere);

/// <summary>Requests per second of one business on one silo.</summary>
[GenerateSerializer]
[Immutable]
[Alias("CallQueue.BusinessLoad")]
internal readonly record struct BusinessLoad([property: Id(0)] string Business, [property: Id(1)] double Load);

/// <summary>What the silos must know.</summary>
/// <param name="Moved">The home of each business that was moved because of the load.</param>
/// <param name="Silos">All silos that host businesses; null while they change: then nothing moves.</param>
[GenerateSerializer]
[Immutable]
[Alias("CallQueue.SpreadAnswer")]
internal sealed record SpreadAnswer([property: Id(0)] Dictionary<string, SiloAddress> Moved, [property: Id(1)] SiloAddress[]? Silos);
