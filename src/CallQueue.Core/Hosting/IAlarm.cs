namespace CallQueue.Hosting;

/// <summary>
/// One durable wake-up per actor: at or after the due time the host calls <see cref="IActor.OnAlarmAsync"/>, in the
/// instance that is active then. It survives restarts; a host of one process that starts also fires, once, every alarm that it
/// finds, due or not, so that work interrupted by a crash continues at once. A silo that joins a cluster fires only what is
/// due: waking all actors for each silo would cause a stampede in every rolling restart, so there an actor with work keeps
/// its alarm a few seconds ahead (<see cref="CallQueueOptions.WakeInterval"/>). A fired alarm stays set until the actor
/// sets or clears it; the host fires it again after a while if the actor did neither.
/// </summary>
public interface IAlarm
{
    /// <summary>Sets the due time (UTC), replacing the earlier one; null clears it. Durable when the task completes.</summary>
    /// <exception cref="StorageException">The alarm could not be stored; the actor instance ends as after a failed save.</exception>
    ValueTask SetAsync(DateTimeOffset? dueAt, CancellationToken cancellation = default);
}
