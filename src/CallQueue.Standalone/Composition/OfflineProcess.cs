using CallQueue.Commands;
using CallQueue.Hosting;
using CallQueue.Storage;
using CallQueue.Trunks;
using Microsoft.Extensions.Logging;

namespace CallQueue.Composition;

/// <summary>
/// A data folder opened to look, or to stop something: its actors live, but there is no carrier, and its trunk has no
/// channel to give. Nothing is dialed.
/// </summary>
internal sealed class OfflineProcess : IAsyncDisposable
{
    private static readonly TimeSpan TurnsLimit = TimeSpan.FromSeconds(5);
    private readonly StandaloneHost _host;
    private readonly ILoggerFactory _logging;

    private OfflineProcess(StandaloneHost host, ILoggerFactory logging) => (_host, _logging) = (host, logging);

    public IActors Actors => _host.Actors;

    /// <exception cref="CommandException">There is no such folder.</exception>
    /// <exception cref="DataFolderException">It can't be used.</exception>
    public static async Task<OfflineProcess> OpenAsync(string folder, LogLevel level, Surroundings around)
    {
        if (!File.Exists(Path.Combine(folder, "callqueue.db")))
            throw new CommandException(ExitCode.BadInput, $"There is no data in {Path.GetFullPath(folder)}. Name the data folder with --data.");
        ILoggerFactory logging = ErrorLines.Factory(around.Error, around.Time, level);
        var carriers = new LateCarriers();
        carriers.Name(new OfflineCarrier());
        var services = new CallQueueServices(carriers, new CallQueueOptions { TrunkLimits = new TrunkLimits(Channels: 0) }) { Logging = logging };
        StandaloneHost host = await StandaloneHost.OpenAsync(folder, CallQueueActors.Kinds(services), new StandaloneHostOptions(), around.Time, logging);
        return new OfflineProcess(host, logging);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(TurnsLimit);
        await _host.DisposeAsync();
        _logging.Dispose();
    }
}
