using System.Collections.Concurrent;

namespace CallQueue.Hosting.Memory;

/// <summary>
/// Runs everything that is posted to it on the caller's thread, first come first served: one seed, one order of events.
/// </summary>
internal sealed class SingleThread : SynchronizationContext
{
    /// <summary>So many steps without time moving on are a loop that no host could stand.</summary>
    private const int MostStepsAtOnce = 3_000_000;

    private readonly ConcurrentQueue<(SendOrPostCallback Callback, object? State)> _posted = new();

    public override void Post(SendOrPostCallback d, object? state) => _posted.Enqueue((d, state));

    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException("everything is posted");

    /// <summary>Runs until <paramref name="main"/> is over. When nothing is left to do, time moves on by <paramref name="idle"/>; false: it can't.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> came first; what was under way never goes on.</exception>
    public void Run(Func<Task> main, Func<bool> idle, CancellationToken cancellation)
    {
        SynchronizationContext? outer = Current;
        SetSynchronizationContext(this);
        try
        {
            Task task = main();
            int steps = 0;
            while (!task.IsCompleted)
            {
                cancellation.ThrowIfCancellationRequested();
                if (++steps > MostStepsAtOnce) throw new InvalidOperationException("everybody is busy and time does not move on");
                if (RunOne()) continue;
                steps = 0;
                if (!idle()) throw new InvalidOperationException("somebody waits for what nobody is going to do");
            }

            task.GetAwaiter().GetResult();
        }
        finally
        {
            SetSynchronizationContext(outer);
        }
    }

    private bool RunOne()
    {
        if (!_posted.TryDequeue(out (SendOrPostCallback Callback, object? State) next)) return false;
        next.Callback(next.State);
        return true;
    }
}
