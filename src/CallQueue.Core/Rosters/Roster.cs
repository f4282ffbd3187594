using CallQueue.Hosting;

namespace CallQueue.Rosters;

/// <inheritdoc cref="IRoster"/>
internal sealed class Roster(IActorContext context, CallQueueServices services) : IActor, IRoster
{
    private readonly IActorContext _context = context;
    private readonly CallQueueServices _services = services;

    public Task ActivateAsync(CancellationToken cancellation) => Task.CompletedTask;

    public Task OnAlarmAsync(CancellationToken cancellation) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
