using CallQueue.Commands;
using CallQueue.Composition.Logging;
using CallQueue.Hosting;
using CallQueue.Storage;
using CallQueue.Trunks;

namespace CallQueue.Composition;

/// <summary>
/// A data folder opened to read it, or to stop something: its actors run, but there is no carrier, and its trunk has no
/// channels. No call is dialed.
/// </summary>
internal sealed class OfflineProcess : IAsyncDisposable
{
    /// <summary>Who changes something, in the audit log.</summary>
    public const string Caller = "command";

    private readonly CallQueueHost _host;
    private readonly SealedCopy? _copy;

    private OfflineProcess(CallQueueHost host, SealedCopy? copy) => (_host, _copy) = (host, copy);

    public IActors Actors => _host.Actors;

    /// <summary>The folder's seal, when it was opened for reading although it is sealed.</summary>
    public Seal? Seal => _copy?.Seal;

    /// <summary>Opens a folder for reading. Of a sealed folder it opens a copy, since even a read may make an actor write.</summary>
    /// <exception cref="CommandException">There is no such folder.</exception>
    /// <exception cref="DataFolderException">It can't be used.</exception>
    public static async Task<OfflineProcess> LookAsync(string folder, LogOptions log, CommandContext context)
    {
        CheckThere(folder);
        SealedCopy? copy = await SealedCopy.MakeAsync(folder, context.Time);
        try
        {
            return await OpenAsync(copy?.Folder ?? folder, log, context, copy);
        }
        catch
        {
            copy?.Dispose();
            throw;
        }
    }

    /// <exception cref="CommandException">There is no such folder.</exception>
    /// <exception cref="DataFolderException">It can't be used.</exception>
    public static Task<OfflineProcess> OpenAsync(string folder, LogOptions log, CommandContext context)
    {
        CheckThere(folder);
        return TakeAsync(folder, log, context);
    }

    /// <summary>Opens a folder, or creates it.</summary>
    /// <exception cref="DataFolderException">It can't be used.</exception>
    public static Task<OfflineProcess> TakeAsync(string folder, LogOptions log, CommandContext context) => OpenAsync(folder, log, context, null);

    /// <exception cref="CommandException">There is no data in the folder.</exception>
    public static void CheckThere(string folder)
    {
        if (!File.Exists(Path.Combine(folder, "callqueue.db")))
            throw new CommandException(ExitCode.BadInput, $"There is no data in {Path.GetFullPath(folder)}. Name the data folder with --data.");
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        await _host.DisposeAsync();
        _copy?.Dispose();
    }

    private static async Task<OfflineProcess> OpenAsync(string folder, LogOptions log, CommandContext context, SealedCopy? copy)
    {
        CallQueueHost host = CallQueueHost.Build(
            new ProcessOptions
            {
                Log = log,
                Queue = new CallQueueOptions { TrunkLimits = new TrunkLimits(Channels: 0) },
                NotifiesNobody = true,
                Folder = new FolderOptions(folder),
            },
            context);
        try
        {
            await host.StartAsync();
            return new OfflineProcess(host, copy);
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }
}
