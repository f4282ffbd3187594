namespace CallQueue.Carriers;

/// <summary>The carriers of a process that has one: it serves every business.</summary>
public sealed class OneCarrier(ICarrier carrier) : ICarriers
{
    /// <inheritdoc/>
    public ICarrier For(BusinessId business) => carrier;

    /// <inheritdoc/>
    public ICarrier? Find(TrunkId trunk) => trunk == carrier.Trunk ? carrier : null;
}
