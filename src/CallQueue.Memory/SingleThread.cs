using System.Collections.Concurrent;

namespace CallQueue.Hosting.Memory;

/// <summary>
/// Runs everything that is posted to it on the caller's thread, first come first served: one seed, one order of events.
/// </summary>
internal sealed class SingleThread : SynchronizationContext
{
    /// <summary>This many steps without an advance of time are an endless loop.</summary>
    private const int MostStepsAtOnce = 3_000_000;

    private readonly ConcurrentQueue<(SendOrPostCallback Callback, object? State)> _posted = new();

    public override void Post(SendOrPostCallback d, object? state) => _posted.Enqueue((d, state));

    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException("virtual time supports Post only");

    /// <summary>Runs until <paramref name="main"/> is over. When nothing is left to do, time moves on by <paramref name="idle"/>; false: it can't.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was canceled first; work in progress never continues.</exception>
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
                if (++steps > MostStepsAtOnce) throw new InvalidOperationException("the script makes no progress: work is pending, but virtual time does not advance");
                if (RunOne()) continue;
                steps = 0;
                if (!idle()) throw new InvalidOperationException("the script makes no progress: a task waits, but no work and no timer is pending");
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
