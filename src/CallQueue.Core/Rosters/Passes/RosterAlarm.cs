using CallQueue.Hosting;

namespace CallQueue.Rosters.Passes;

/// <summary>
/// The shard's durable alarm. It is moved forward before the change is committed, and delayed only as far as the
/// committed root allows: a crash in between finds it too early, never too late.
/// </summary>
internal sealed class RosterAlarm(IActorContext context)
{
    private Task _setting = Task.CompletedTask;
    private (DateTimeOffset? At, bool IsKnown) _stands;

    /// <summary>Makes sure that it rings at <paramref name="at"/> or before.</summary>
    public Task NotAfterAsync(DateTimeOffset? at) =>
        at is null || (_stands.IsKnown && _stands.At <= at) ? _setting : SetAsync(at);

    /// <summary>Puts it exactly there; null clears it.</summary>
    public Task SetAsync(DateTimeOffset? at)
    {
        if (_stands == (at, true)) return _setting;
        _stands = (at, true);
        return _setting = SetAfterAsync(_setting, at);
    }

    /// <summary>One after the other, so that the last request wins.</summary>
    private async Task SetAfterAsync(Task before, DateTimeOffset? at)
    {
        await before;
        await context.Alarm.SetAsync(at);
    }
}
