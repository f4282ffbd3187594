using CallQueue.Hosting;

namespace CallQueue.Guards;

/// <inheritdoc cref="INumberGuard"/>
internal sealed class NumberGuard(IActorContext context, CallQueueServices services) : IActor, INumberGuard
{
    private readonly IActorContext _context = context;
    private readonly CallQueueServices _services = services;

    public Task ActivateAsync(CancellationToken cancellation) => Task.CompletedTask;

    public Task OnAlarmAsync(CancellationToken cancellation) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
