using CallQueue.Hosting.Local;

namespace CallQueue.Conformance.Probes;

/// <summary>A reference to a probe for hosts that run actors in their own process.</summary>
public sealed partial class ProbeProxy(ITurns turns, string key) : ActorProxy<IProbe>(turns, new ActorAddress(Kind, key)), IProbe
{
    /// <summary>The kind under which such hosts know probes.</summary>
    public const string Kind = "probe";
}
