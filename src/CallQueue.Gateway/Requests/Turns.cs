namespace CallQueue.Requests;

/// <summary>
/// Work that takes a core or a disk for seconds: a process does little of it at once, in the order of the requests, and each tenant has its own small share,
/// so that one tenant never keeps others from it. A turn is taken only after the request was read: its sender can't hold it by sending slowly. Thread-safe.
/// </summary>
/// <param name="atOnce">How many are done at once.</param>
/// <param name="perTenant">How many of one tenant are done or wait.</param>
/// <param name="mostWaiting">How many wait in all.</param>
internal abstract class Turns(int atOnce, int perTenant, int mostWaiting) : IDisposable
{
    private readonly SemaphoreSlim _places = new(atOnce);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _byTenant = new(StringComparer.Ordinal);
    private int _all;

    /// <summary>Waits for a turn, which ends when it is disposed of; null at once when the tenant has its share already, or too many wait.</summary>
    public async Task<IDisposable?> TakeAsync(string tenant, CancellationToken cancellation)
    {
        if (!Enter(tenant)) return null;
        try
        {
            await _places.WaitAsync(cancellation);
            return new Turn(this, tenant);
        }
        catch (OperationCanceledException)
        {
            Leave(tenant);
            throw;
        }
    }

    public void Dispose() => _places.Dispose();

    private bool Enter(string tenant)
    {
        lock (_gate)
        {
            int own = _byTenant.GetValueOrDefault(tenant);
            if (own >= perTenant || _all >= atOnce + mostWaiting) return false;
            _byTenant[tenant] = own + 1;
            _all++;
            return true;
        }
    }

    private void Leave(string tenant)
    {
        lock (_gate)
        {
            _all--;
            if (--_byTenant[tenant] == 0) _byTenant.Remove(tenant);
        }
    }

    private sealed class Turn(Turns of, string tenant) : IDisposable
    {
        private int _isOver;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isOver, 1) != 0) return;
            of.Leave(tenant);
            of._places.Release();
        }
    }
}

/// <summary>Forecasts: one at a time, one of each tenant.</summary>
internal sealed class PlanTurns() : Turns(atOnce: 1, perTenant: 1, mostWaiting: 64);

/// <summary>Lists of people that have arrived: four at a time, two of each tenant.</summary>
internal sealed class ListTurns() : Turns(ListTurns.AtOnce, perTenant: 2, mostWaiting: 64)
{
    public const int AtOnce = 4;
}
