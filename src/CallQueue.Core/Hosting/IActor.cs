namespace CallQueue.Hosting;

/// <summary>
/// What a host asks of every actor. The host calls <see cref="ActivateAsync"/> once, before any other turn, and lets
/// the instance go when it is idle or when one of its record writes failed; the next call gets a new instance.
/// </summary>
public interface IActor : IAsyncDisposable
{
    /// <summary>Loads the actor's records. Nothing else runs in this instance before it has finished.</summary>
    Task ActivateAsync(CancellationToken cancellation);

    /// <summary>The alarm set through <see cref="IAlarm"/> is due. May come early, late or twice.</summary>
    Task OnAlarmAsync(CancellationToken cancellation);
}

/// <summary>An actor with requests that only wait for news.</summary>
public interface IWatched
{
    /// <summary>The process stops, which waits for open requests: those that only wait for news are answered at once, and those that come later too.</summary>
    void EndWatches();
}
