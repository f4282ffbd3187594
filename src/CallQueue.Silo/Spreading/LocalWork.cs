using System.Collections.Concurrent;

namespace CallQueue.Spreading;

/// <summary>The activations of this silo that belong to businesses, and how many requests they have answered. Thread-safe.</summary>
internal sealed class LocalWork
{
    private readonly ConcurrentDictionary<LocalActivation, byte> _activations = new();
    private Dictionary<string, double> _loads = [];

    /// <summary>All activations of now.</summary>
    public IEnumerable<LocalActivation> Activations => _activations.Keys;

    public void Enter(LocalActivation activation) => _activations.TryAdd(activation, 0);

    public void Leave(LocalActivation activation) => _activations.TryRemove(activation, out _);

    /// <summary>
    /// Requests per second of each business since the last measurement, averaged with what was measured before, so that a short pause does not look
    /// like an idle business. Called by one thread at a time.
    /// </summary>
    public IReadOnlyDictionary<string, double> Measure(TimeSpan since)
    {
        Dictionary<string, double> loads = [];
        foreach (LocalActivation activation in Activations)
        {
            double rate = activation.TakeRequests() / since.TotalSeconds;
            loads[activation.Business] = loads.GetValueOrDefault(activation.Business) + rate;
        }

        foreach (string business in loads.Keys.ToList()) if (_loads.TryGetValue(business, out double before)) loads[business] = (before + loads[business]) / 2;
        return _loads = loads;
    }
}
