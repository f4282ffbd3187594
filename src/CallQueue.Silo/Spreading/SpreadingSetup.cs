using CallQueue.Cluster;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.Runtime;

namespace CallQueue.Spreading;

/// <summary>Puts the spreading of businesses into a silo.</summary>
internal static class SpreadingSetup
{
    /// <summary>Places actors with their businesses; a silo whose role hosts businesses takes part in the comparison of loads.</summary>
    public static void AddSpreading(this ISiloBuilder silo, ServiceRole role)
    {
        silo.Services.AddSingleton<Homes>();
        silo.Services.AddSingleton<LocalWork>();
        silo.AddPlacementDirector<WithBusinessPlacement, WithBusinessDirector>();
        if (role != ServiceRole.Calls) silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, Spreader>();
    }
}
