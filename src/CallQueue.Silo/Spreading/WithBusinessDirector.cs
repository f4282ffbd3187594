using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace CallQueue.Spreading;

/// <summary>Places new activations on the home of their business.</summary>
internal sealed class WithBusinessDirector(Homes homes) : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        SiloAddress[] silos = context.GetCompatibleSilos(target);
        SiloAddress home = IPlacementDirector.GetPlacementHint(target.RequestContextData, silos) ?? homes.Of(Homes.BusinessIn(target.GrainIdentity.Key.ToString()!), silos);
        return Task.FromResult(home);
    }
}
