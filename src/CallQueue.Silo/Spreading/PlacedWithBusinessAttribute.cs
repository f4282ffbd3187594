using System.Collections.Concurrent;
using System.Reflection;
using Orleans.Placement;
using Orleans.Runtime;

namespace CallQueue.Spreading;

/// <summary>The grain is placed on the home of its business, see <see cref="Homes"/>, and follows it when that changes.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class PlacedWithBusinessAttribute() : PlacementAttribute(new WithBusinessPlacement())
{
    private static readonly ConcurrentDictionary<Type, PlacedWithBusinessAttribute?> Found = new();

    /// <summary>Activations stay where they are when the home changes; new ones go there.</summary>
    public bool Stays { get; init; }

    /// <summary>The attribute of a grain class; null when it has none.</summary>
    public static PlacedWithBusinessAttribute? Of(Type grain) => Found.GetOrAdd(grain, static type => type.GetCustomAttribute<PlacedWithBusinessAttribute>());
}

/// <summary>The placement that <see cref="PlacedWithBusinessAttribute"/> selects, as the cluster's manifest names it.</summary>
[Serializable]
[GenerateSerializer]
[Immutable]
[Alias("CallQueue.WithBusinessPlacement")]
internal sealed class WithBusinessPlacement : PlacementStrategy;
