using CallQueue.Guards;
using CallQueue.Hosting;

namespace CallQueue.Simulation.Sabotages;

/// <summary>Planted bug: whoever asks about a number hears that it may be dialed.</summary>
internal sealed class ClearsEverybody(IActor inner) : WrappedGuard(inner)
{
    public override Task<Clearance> ClearAsync(ClearNumber request) => Task.FromResult(Clearance.Clear);
}
