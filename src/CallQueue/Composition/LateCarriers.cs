using CallQueue.Carriers;

namespace CallQueue.Composition;

/// <summary>
/// The carrier, set after the host was opened: the simulated carrier keeps its ledger in the data folder, which must
/// be locked first. No actor uses the carrier before alarms are started.
/// </summary>
internal sealed class LateCarriers : ICarriers
{
    private OneCarrier? _carrier;

    public void Name(ICarrier carrier) => _carrier = new OneCarrier(carrier);

    public ICarrier For(BusinessId business) => Named.For(business);

    public ICarrier? Find(TrunkId trunk) => Named.Find(trunk);

    private OneCarrier Named => _carrier ?? throw new InvalidOperationException("the carrier is not set yet");
}
