using Orleans.Runtime;

namespace CallQueue.Spreading;

/// <summary>One activation on this silo.</summary>
/// <param name="business">The business that it belongs to.</param>
/// <param name="move">
/// Sends it to a silo between its turns; null: it does not follow its business. A call does not: it ends soon, and a new activation would have to ask the
/// carrier. Called on any thread.
/// </param>
internal sealed class LocalActivation(string business, Action<SiloAddress>? move)
{
    private long _requests;
    private long _measured;

    public string Business => business;

    public bool CanMove => move is not null;

    /// <summary>It was sent away, and is still here.</summary>
    public bool IsLeaving { get; private set; }

    /// <summary>A request came. On the grain's scheduler only.</summary>
    public void Count() => Volatile.Write(ref _requests, _requests + 1);

    /// <summary>Requests since the last question. By one thread at a time.</summary>
    public long TakeRequests()
    {
        long now = Volatile.Read(ref _requests);
        (long since, _measured) = (now - _measured, now);
        return since;
    }

    public void MoveTo(SiloAddress silo)
    {
        IsLeaving = true;
        move!(silo);
    }
}
