using CallQueue.Hosting;
using CallQueue.Hosting.Local;
using CallQueue.Simulation.Running;

namespace CallQueue.Simulation.Nodes;

/// <summary>Every actor's durable alarm. Outlives all processes; rings at or after the due time, again if nobody re-set it.</summary>
internal sealed class AlarmClock(World world, Faults faults, Action<ActorAddress> ring)
{
    private readonly SortedDictionary<(string Kind, string Key), Entry> due = new(Comparer<(string Kind, string Key)>.Create(
        (a, b) => string.CompareOrdinal(a.Kind, b.Kind) is var kind and not 0 ? kind : string.CompareOrdinal(a.Key, b.Key)));

    /// <summary>How late alarms ring, at most: reminder services are coarse.</summary>
    public TimeSpan Lateness { get; init; }

    public IEnumerable<ActorAddress> Set => due.Keys.Select(key => new ActorAddress(key.Kind, key.Key));

    public DateTimeOffset? DueAt(ActorAddress address) => due.TryGetValue((address.Kind, address.Key), out Entry? entry) ? entry.DueAt : null;

    public void Store(ActorAddress address, DateTimeOffset? at)
    {
        if (at is not { } dueAt)
        {
            due.Remove((address.Kind, address.Key));
            return;
        }

        var entry = new Entry(dueAt);
        due[(address.Kind, address.Key)] = entry;
        TimeSpan late = Lateness * faults.Chance.Fraction();
        world.At(dueAt + late, () => Ring(address, entry, 0));
    }

    /// <summary>The alarm of an actor whose process died, or of any actor when a host starts: due or not.</summary>
    public void RingSoon(ActorAddress address, TimeSpan within)
    {
        if (!due.TryGetValue((address.Kind, address.Key), out Entry? entry)) return;
        int ring = ++entry.Rings;
        world.After(within * faults.Chance.Fraction(), () => Ring(address, entry, ring));
    }

    private void Ring(ActorAddress address, Entry entry, int which)
    {
        if (entry.Rings != which || !due.TryGetValue((address.Kind, address.Key), out Entry? now) || now != entry) return;
        ring(address);
        int again = ++entry.Rings;
        world.After(faults.Chance.Seconds(20, 60), () => Ring(address, entry, again));
    }

    private sealed class Entry(DateTimeOffset dueAt)
    {
        public DateTimeOffset DueAt => dueAt;

        /// <summary>Which ring counts: a newer one replaces those planned before.</summary>
        public int Rings { get; set; }
    }
}

/// <summary>One instance's hand on its actor's alarm.</summary>
internal sealed class ActorAlarm(World world, AlarmClock clock, Faults faults, Activation activation) : IAlarm
{
    public ValueTask SetAsync(DateTimeOffset? dueAt, CancellationToken cancellation = default)
    {
        if (activation.IsRetired) throw new StorageException("this instance has ended");
        if (faults.AnswersAtOnce())
        {
            clock.Store(activation.Address, dueAt);
            return default;
        }

        var done = new TaskCompletionSource();
        bool fails = faults.SaveFails();
        bool failsAfter = faults.SaveFailsAfterWriting();
        world.After(faults.StoreTime(), () =>
        {
            // In flight when the process died: it arrives or not.
            if (activation.Strand.Dead && faults.Chance.Of(0.5)) return;
            if (!fails) clock.Store(activation.Address, dueAt);
            if (!fails && !failsAfter)
            {
                done.TrySetResult();
                return;
            }

            if (!activation.Strand.Dead) activation.Retire("alarm could not be stored");
            done.TrySetException(new StorageException("alarm not stored (injected)"));
        });
        return new(done.Task);
    }
}
