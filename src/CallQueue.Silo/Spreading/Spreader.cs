using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace CallQueue.Spreading;

/// <summary>
/// Keeps the businesses of the cluster spread over its silos: reports this silo's load every few seconds, and sends activations whose home is another silo
/// there, a few at a time. It stops with the silo; what it could not do, it does at the next report.
/// </summary>
internal sealed class Spreader(
    LocalWork work, Homes homes, ILocalSiloDetails silo, IGrainFactory grains, [FromKeyedServices(TimeProviderNames.Messaging)] TimeProvider time, ILogger<Spreader> log)
    : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    /// <summary>From one report to the next.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <summary>The most activations that leave at one report.</summary>
    private const int MostLeaving = 100;

    /// <summary>The most businesses that are reported one by one.</summary>
    private const int MostReported = 100;

    private readonly CancellationTokenSource _stopping = new();
    private Task _running = Task.CompletedTask;

    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(nameof(Spreader), ServiceLifecycleStage.Active, StartAsync, StopAsync);

    public void Dispose() => _stopping.Dispose();

    private Task StartAsync(CancellationToken cancellation)
    {
        _running = Task.Run(RunAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    private async Task StopAsync(CancellationToken cancellation)
    {
        await _stopping.CancelAsync();
        await _running;
    }

    private async Task RunAsync()
    {
        long before = time.GetTimestamp();
        try
        {
            while (true)
            {
                await Task.Delay(Interval, time, _stopping.Token);
                (TimeSpan since, before) = (time.GetElapsedTime(before), time.GetTimestamp());
                await ReportAsync(work.Measure(since));
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The silo stops.
        }
    }

    private async Task ReportAsync(IReadOnlyDictionary<string, double> loads)
    {
        SiloAddress here = silo.SiloAddress;
        BusinessLoad[] busiest = [.. loads.OrderByDescending(each => each.Value).Take(MostReported).Select(each => new BusinessLoad(each.Key, each.Value))];
        try
        {
            SpreadAnswer answer = await grains.GetGrain<ISpreadGrain>(0).ReportAsync(new SpreadReport(here, loads.Values.Sum(), busiest, homes.MovedTo(here)));
            homes.Take(answer.Moved);
            if (answer.Silos is { Length: > 0 } silos) SendHome(silos, here);
        }
        catch (Exception e) when (!_stopping.IsCancellationRequested)
        {
            log.NotReported(e);
        }
    }

    private void SendHome(SiloAddress[] silos, SiloAddress here)
    {
        int left = 0;
        foreach (LocalActivation activation in work.Activations)
        {
            if (!activation.CanMove) continue;
            SiloAddress home = homes.Of(activation.Business, silos);
            if (home.Equals(here) && !activation.IsLeaving) continue;
            activation.MoveTo(home);
            if (++left == MostLeaving) break;
        }

        if (left > 0) log.Leaving(left);
    }
}
