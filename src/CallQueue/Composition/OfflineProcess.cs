using CallQueue.Commands;
using CallQueue.Hosting;
using CallQueue.Storage;
using CallQueue.Trunks;
using Microsoft.Extensions.Logging;

namespace CallQueue.Composition;

/// <summary>
/// A data folder opened to read it, or to stop something: its actors run, but there is no carrier, and its trunk has no
/// channels. No call is dialed.
/// </summary>
internal sealed class OfflineProcess : IAsyncDisposable
{
    private static readonly TimeSpan TurnsLimit = TimeSpan.FromSeconds(5);
    private readonly StandaloneHost _host;
    private readonly ILoggerFactory _logging;
    private readonly SealedCopy? _copy;

    private OfflineProcess(StandaloneHost host, ILoggerFactory logging, SealedCopy? copy) => (_host, _logging, _copy) = (host, logging, copy);

    public IActors Actors => _host.Actors;

    /// <summary>The folder's seal, when it was opened for reading although it is sealed.</summary>
    public Seal? Seal => _copy?.Seal;

    /// <summary>Opens a folder for reading. Of a sealed folder it opens a copy, since even a read may make an actor write.</summary>
    /// <exception cref="CommandException">There is no such folder.</exception>
    /// <exception cref="DataFolderException">It can't be used.</exception>
    public static async Task<OfflineProcess> LookAsync(string folder, LogLevel level, Surroundings around)
    {
        CheckThere(folder);
        SealedCopy? copy = await SealedCopy.MakeAsync(folder, around.Time);
        try
        {
            return await OpenAsync(copy?.Folder ?? folder, level, around, copy);
        }
        catch
        {
            copy?.Dispose();
            throw;
        }
    }

    /// <exception cref="CommandException">There is no such folder.</exception>
    /// <exception cref="DataFolderException">It can't be used.</exception>
    public static Task<OfflineProcess> OpenAsync(string folder, LogLevel level, Surroundings around)
    {
        CheckThere(folder);
        return TakeAsync(folder, level, around);
    }

    /// <summary>Opens a folder, or creates it.</summary>
    /// <exception cref="DataFolderException">It can't be used.</exception>
    public static Task<OfflineProcess> TakeAsync(string folder, LogLevel level, Surroundings around) => OpenAsync(folder, level, around, null);

    /// <exception cref="CommandException">There is no data in the folder.</exception>
    public static void CheckThere(string folder)
    {
        if (!File.Exists(Path.Combine(folder, "callqueue.db")))
            throw new CommandException(ExitCode.BadInput, $"There is no data in {Path.GetFullPath(folder)}. Name the data folder with --data.");
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(TurnsLimit);
        await _host.DisposeAsync();
        _logging.Dispose();
        _copy?.Dispose();
    }

    private static async Task<OfflineProcess> OpenAsync(string folder, LogLevel level, Surroundings around, SealedCopy? copy)
    {
        ILoggerFactory logging = ErrorLines.Factory(around.Error, around.Time, level);
        var carriers = new LateCarriers();
        carriers.Name(new OfflineCarrier());
        var services = new CallQueueServices(carriers, new CallQueueOptions { TrunkLimits = new TrunkLimits(Channels: 0) }) { Logging = logging };
        StandaloneHost host = await StandaloneHost.OpenAsync(folder, CallQueueActors.Kinds(services), new StandaloneHostOptions(), around.Time, logging);
        return new OfflineProcess(host, logging, copy);
    }
}
