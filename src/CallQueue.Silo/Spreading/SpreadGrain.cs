using Microsoft.Extensions.DependencyInjection;
using Orleans.Placement;
using Orleans.Runtime;

namespace CallQueue.Spreading;

/// <inheritdoc cref="ISpreadGrain"/>
[GrainType("spread")]
[HashBasedPlacement]
internal sealed class SpreadGrain([FromKeyedServices(TimeProviderNames.Messaging)] TimeProvider time) : Grain, ISpreadGrain
{
    private readonly SpreadTable _table = new(time);

    public Task<SpreadAnswer> ReportAsync(SpreadReport report) => Task.FromResult(_table.Take(report));
}
