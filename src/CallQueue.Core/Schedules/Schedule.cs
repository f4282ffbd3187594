using CallQueue.Hosting;

namespace CallQueue.Schedules;

/// <inheritdoc cref="ISchedule"/>
internal sealed class Schedule(IActorContext context, CallQueueServices services) : IActor, ISchedule
{
    private readonly IActorContext _context = context;
    private readonly CallQueueServices _services = services;

    public Task ActivateAsync(CancellationToken cancellation) => Task.CompletedTask;

    public Task OnAlarmAsync(CancellationToken cancellation) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
