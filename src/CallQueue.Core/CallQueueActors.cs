using CallQueue.Carriers;
using CallQueue.Hosting.Local;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CallQueue;

/// <summary>What every actor of a process shares.</summary>
public sealed record CallQueueServices(ICarriers Carriers, CallQueueOptions Options)
{
    public ILoggerFactory Logging { get; init; } = NullLoggerFactory.Instance;
}

/// <summary>The kinds of actors, for hosts that make them themselves.</summary>
public static class CallQueueActors
{
    /// <summary>All kinds, made with <paramref name="services"/>.</summary>
    public static IReadOnlyList<ActorKind> Kinds(CallQueueServices services)
    {
        ArgumentNullException.ThrowIfNull(services);
        return [];
    }
}
