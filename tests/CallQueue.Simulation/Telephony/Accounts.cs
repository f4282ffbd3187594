using CallQueue.Carriers;

namespace CallQueue.Simulation.Telephony;

/// <summary>The carriers of a process: one for all businesses, or two.</summary>
internal sealed class Accounts(params ICarrier[] carriers) : ICarriers
{
    public IReadOnlyList<ICarrier> All => carriers;

    public ICarrier For(BusinessId business) => carriers[0];

    public ICarrier? Find(TrunkId trunk) => Array.Find(carriers, carrier => carrier.Trunk == trunk);
}
