using System.Runtime.CompilerServices;

namespace CallQueue.Hosting.Memory;

/// <summary>What follows an await of this runs on <paramref name="line"/>, after everything that was posted there before.</summary>
internal readonly struct Arrival(SynchronizationContext line) : ICriticalNotifyCompletion
{
    public bool IsCompleted => false;

    public Arrival GetAwaiter() => this;

    public void GetResult()
    {
    }

    public void OnCompleted(Action continuation) => UnsafeOnCompleted(continuation);

    public void UnsafeOnCompleted(Action continuation) => line.Post(static action => ((Action)action!)(), continuation);
}
