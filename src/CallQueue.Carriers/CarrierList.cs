namespace CallQueue.Carriers;

/// <summary>The carriers of a process: each may serve every business.</summary>
/// <param name="carriers">At least one, the preferred one first, each with its own trunk.</param>
public sealed class CarrierList(params ICarrier[] carriers) : ICarriers
{
    /// <inheritdoc/>
    public IReadOnlyList<ICarrier> All => carriers;

    /// <inheritdoc/>
    public ICarrier For(BusinessId business) => carriers[0];

    /// <inheritdoc/>
    public ICarrier? Find(TrunkId trunk) => Array.Find(carriers, carrier => carrier.Trunk == trunk);
}
