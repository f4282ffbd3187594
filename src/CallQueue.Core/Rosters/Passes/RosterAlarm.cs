using CallQueue.Hosting;

namespace CallQueue.Rosters.Passes;

/// <summary>
/// The shard's durable alarm. It is brought forward before what it is for is committed, and put off only as far as the
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

    /// <summary>One after the other, so that the last one asked for is the one that stands.</summary>
    private async Task SetAfterAsync(Task before, DateTimeOffset? at)
    {
        await before;
        await context.Alarm.SetAsync(at);
    }
}
