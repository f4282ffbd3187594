namespace CallQueue.Hosting;

/// <summary>
/// All that a host gives to one actor instance. The host guarantees one instance per key, turns that never run side by
/// side (other turns may interleave at an await), and that a stale twin's writes are refused by version.
/// </summary>
public interface IActorContext
{
    /// <summary>The actor's key, unique among actors of its kind.</summary>
    string Key { get; }

    /// <summary>The only source of time.</summary>
    TimeProvider Time { get; }

    /// <summary>This actor's durable records.</summary>
    IRecords Records { get; }

    /// <summary>This actor's one durable alarm.</summary>
    IAlarm Alarm { get; }

    /// <summary>References to other actors, and to this one from outside its turn.</summary>
    IActors Actors { get; }

    /// <summary>
    /// Completes when everything that led here is durable: what this instance has saved, and what any actor that has called it or answered it had
    /// saved by then. Awaited before anything leaves for the outside: a dial, a hang-up, a notification. Hosts whose saves are durable
    /// when they return answer at once, which is the default.
    /// </summary>
    /// <exception cref="StorageException">Something of it is not durable, and this actor instance has ended.</exception>
    Task DurableAsync() => Task.CompletedTask;

    /// <summary>
    /// Nothing more is expected: the instance may be let go as soon as none of its turns is open, without waiting until it is idle.
    /// A turn that begins takes this back. A hint: a host may ignore it.
    /// </summary>
    void LetGoSoon()
    {
    }
}
