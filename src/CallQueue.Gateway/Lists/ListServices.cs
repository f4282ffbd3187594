using CallQueue.Carriers;
using CallQueue.Problems;
using Microsoft.Extensions.Logging;

namespace CallQueue.Lists;

/// <summary>What the endpoint of lists needs.</summary>
internal sealed record ListServices(IActors Actors, ICarriers Carriers, GatewayOptions Options, TimeProvider Time, ILogger<ProblemFilter> Log);
