using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Runs;
using CallQueue.Trunks;

namespace CallQueue.Hosting;

/// <summary>References to actors by key. Getting one costs nothing; the first call activates the actor.</summary>
public interface IActors
{
    IBusiness Business(BusinessId id);

    IRun Run(RunId id);

    ICall Call(CallId id);

    ITrunk Trunk(TrunkId id);
}
