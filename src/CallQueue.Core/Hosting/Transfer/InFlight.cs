using System.Runtime.ExceptionServices;

namespace CallQueue.Hosting.Transfer;

/// <summary>
/// Concurrent work with a limit. The first failure is thrown to the next caller that adds or waits;
/// nothing is begun after it. One caller.
/// </summary>
internal sealed class InFlight(int limit) : IAsyncDisposable
{
    private readonly SemaphoreSlim _room = new(limit);
    private Exception? _failure;

    /// <summary>Begins <paramref name="work"/> once there is room.</summary>
    public async Task AddAsync(Func<Task> work, CancellationToken cancellation)
    {
        await _room.WaitAsync(cancellation);
        if (Volatile.Read(ref _failure) is not null)
        {
            _room.Release();
            await DrainAsync();
        }

        _ = RunAsync(work);
    }

    /// <summary>Waits until nothing is continuing.</summary>
    public async Task DrainAsync()
    {
        await QuietAsync();
        if (_failure is { } failure) ExceptionDispatchInfo.Throw(failure);
    }

    /// <summary>Waits as well, and throws nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        await QuietAsync();
        _room.Dispose();
    }

    private async Task QuietAsync()
    {
        for (int i = 0; i < limit; i++) await _room.WaitAsync(CancellationToken.None);
        _room.Release(limit);
    }

    private async Task RunAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception e)
        {
            Interlocked.CompareExchange(ref _failure, e, null);
        }
        finally
        {
            _room.Release();
        }
    }
}
