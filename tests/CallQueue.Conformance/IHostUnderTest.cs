using CallQueue.Conformance.Probes;

namespace CallQueue.Conformance;

/// <summary>A started host with probes as its actors: all that the suite asks of whoever wants to pass it.</summary>
public interface IHostUnderTest : IAsyncDisposable
{
    /// <summary>The clock that the host's actors and alarms go by.</summary>
    DateTimeOffset Now { get; }

    /// <summary>A reference to a probe.</summary>
    IProbe Probe(string key);

    /// <summary>
    /// A reference to a second live instance of the same probe, over the same records: what exists for a moment when a
    /// cluster takes a silo for dead. Never the instance that <see cref="Probe"/> reaches.
    /// </summary>
    IProbe Twin(string key);

    /// <summary>
    /// Completes when so many calls have reached a probe since the start, whether or not their turns have begun. In one
    /// process that is so as soon as they are made.
    /// </summary>
    Task ArrivedAsync(string key, int calls) => Task.CompletedTask;

    /// <summary>Lets time pass. When it completes, every alarm that was due by then has arrived at its actor.</summary>
    Task AdvanceAsync(TimeSpan time);

    /// <summary>Lets so much time pass that idle actors are let go.</summary>
    Task LetIdleActorsGoAsync();

    /// <summary>
    /// Ends the host as kill -9 would: memory is gone, nothing is flushed, no actor is told. Then time passes, then a host
    /// starts over what the storage had. References made before reach the new host.
    /// </summary>
    Task KillAndRestartAsync(TimeSpan downtime = default);

    /// <summary>From now on every write fails, until <see cref="MendStorage"/>.</summary>
    void BreakStorage();

    void MendStorage();
}
