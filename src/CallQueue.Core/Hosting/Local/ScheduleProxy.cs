using CallQueue.Schedules;

namespace CallQueue.Hosting.Local;

internal sealed class ScheduleProxy(ITurns turns, ActorAddress address) : ActorProxy<ISchedule>(turns, address), ISchedule
{
    public Task<ScheduleAnswer> CreateAsync(ScheduleSpec spec) => Ask(s => s.CreateAsync(spec));

    public Task<ScheduleAnswer> ChangeAsync(ScheduleSpec spec) => Ask(s => s.ChangeAsync(spec));

    public Task<ScheduleAnswer> ReplaceAsync(ReplaceSchedule request) => Ask(s => s.ReplaceAsync(request));

    public Task<ScheduleSnapshot?> GetAsync() => Ask(s => s.GetAsync());

    public Task<ScheduleSnapshot?> PauseAsync(bool paused) => Ask(s => s.PauseAsync(paused));

    public Task<RunNowAnswer> RunNowAsync() => Ask(s => s.RunNowAsync());

    public Task<bool> DeleteAsync() => Ask(s => s.DeleteAsync());

    public Task WakeAsync() => Tell(s => s.WakeAsync());
}
