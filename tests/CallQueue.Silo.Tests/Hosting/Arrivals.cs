using System.Collections.Concurrent;
using Orleans;
using Orleans.Runtime;

namespace CallQueue.Hosting;

/// <summary>How many calls have reached each grain.</summary>
internal sealed class Arrivals : IIncomingGrainCallFilter
{
    private readonly ConcurrentDictionary<GrainId, int> _calls = new();

    public int Of(GrainId grain) => _calls.GetValueOrDefault(grain);

    public Task Invoke(IIncomingGrainCallContext context)
    {
        _calls.AddOrUpdate(context.TargetId, 1, (_, calls) => calls + 1);
        return context.Invoke();
    }
}
