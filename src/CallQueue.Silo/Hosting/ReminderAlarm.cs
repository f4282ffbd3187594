using CallQueue.Cluster;
using CallQueue.Grains;
using Orleans.Runtime;

namespace CallQueue.Hosting;

/// <summary>
/// An actor's alarm as one reminder that starts at the due time and repeats until it is moved or removed. Where the silo
/// that kept it dies, the next owner's ticks continue. Actors with exact timing keep a timer of their own beside it.
/// </summary>
internal sealed class ReminderAlarm(Grain grain, ActorServices services)
{
    private const string Name = "alarm";

    private Task _setting = Task.CompletedTask;
    private (DateTimeOffset? DueAt, bool IsKnown) _stands;

    /// <exception cref="StorageException">The alarm could not be stored.</exception>
    public Task SetAsync(DateTimeOffset? dueAt)
    {
        Task before = _setting;
        return _setting = SetAfterAsync(before, dueAt);
    }

    /// <summary>Whether there is an alarm.</summary>
    public async Task<bool> IsSetAsync() => await grain.GetReminder(Name) is not null;

    private async Task SetAfterAsync(Task before, DateTimeOffset? dueAt)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (_stands == (dueAt, true)) return;
        _stands = default;
        try
        {
            if (dueAt is { } at) await RegisterAsync(at);
            else await UnregisterAsync();
        }
        catch (Exception e)
        {
            throw new StorageException($"the alarm could not be stored: {e.Message}", e);
        }

        _stands = (dueAt, true);
    }

    private Task<IGrainReminder> RegisterAsync(DateTimeOffset dueAt)
    {
        TimeSpan wait = dueAt - services.Time.GetUtcNow();
        return grain.RegisterOrUpdateReminder(Name, wait > TimeSpan.Zero ? wait : TimeSpan.Zero, ClusterProfile.AlarmRepeat);
    }

    private async Task UnregisterAsync()
    {
        if (await grain.GetReminder(Name) is { } reminder) await grain.UnregisterReminder(reminder);
    }
}
