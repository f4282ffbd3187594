using CallQueue.Hosting;
using CallQueue.Schedules;

namespace CallQueue.Simulation.Sabotages;

/// <summary>A schedule in a planted bug's hands; passes everything on unless the bug overrides it.</summary>
internal abstract class WrappedSchedule(IActor inner) : WrappedActor(inner), ISchedule
{
    protected ISchedule Inner { get; } = (ISchedule)inner;

    public virtual Task<ScheduleAnswer> CreateAsync(ScheduleSpec spec) => Inner.CreateAsync(spec);

    public virtual Task<ScheduleAnswer> ChangeAsync(ScheduleSpec spec) => Inner.ChangeAsync(spec);

    public Task<ScheduleAnswer> ReplaceAsync(ReplaceSchedule request) => Inner.ReplaceAsync(request);

    public Task<ScheduleSnapshot?> GetAsync() => Inner.GetAsync();

    public virtual Task<ScheduleSnapshot?> PauseAsync(bool paused) => Inner.PauseAsync(paused);

    public Task<RunNowAnswer> RunNowAsync() => Inner.RunNowAsync();

    public Task<bool> DeleteAsync() => Inner.DeleteAsync();

    public Task WakeAsync() => Inner.WakeAsync();
}

/// <summary>Planted bug: a pause is acknowledged, and the schedule goes on.</summary>
internal sealed class GoesOnThoughPaused(IActor inner) : WrappedSchedule(inner)
{
    public override Task<ScheduleSnapshot?> PauseAsync(bool paused) => Inner.GetAsync();
}

/// <summary>Planted bug: a change is acknowledged and thrown away.</summary>
internal sealed class ForgetsChanges(IActor inner) : WrappedSchedule(inner)
{
    public override async Task<ScheduleAnswer> ChangeAsync(ScheduleSpec spec) =>
        await Inner.GetAsync() is { } now ? new ScheduleAnswer.Done(now, true) : new ScheduleAnswer.NotFound();
}

/// <summary>Planted bug: whatever the policy, an occurrence joins those before it.</summary>
internal sealed class LetsThemOverlap(IActor inner) : WrappedSchedule(inner)
{
    public override Task<ScheduleAnswer> CreateAsync(ScheduleSpec spec) => Inner.CreateAsync(spec with { Overlap = OverlapPolicy.Queue });

    public override Task<ScheduleAnswer> ChangeAsync(ScheduleSpec spec) => Inner.ChangeAsync(spec with { Overlap = OverlapPolicy.Queue });
}
