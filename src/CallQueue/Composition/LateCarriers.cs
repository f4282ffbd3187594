using CallQueue.Carriers;

namespace CallQueue.Composition;

/// <summary>
/// The carriers, set after the host was opened: the simulated carrier keeps its ledger in the data folder, which must
/// be locked first. No actor uses a carrier before alarms are started.
/// </summary>
internal sealed class LateCarriers : ICarriers
{
    private CarrierList? _carriers;

    public void Name(params ICarrier[] all) => _carriers = new CarrierList(all);

    public IReadOnlyList<ICarrier> All => Named.All;

    public ICarrier For(BusinessId business) => Named.For(business);

    public ICarrier? Find(TrunkId trunk) => Named.Find(trunk);

    private CarrierList Named => _carriers ?? throw new InvalidOperationException("the carriers are not set yet");
}
