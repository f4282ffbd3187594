using CallQueue.Commands;
using CallQueue.Servers;
using CallQueue.Storage;

namespace CallQueue.Composition;

/// <summary>Another process that uses a data folder; commands call its REST API.</summary>
internal sealed class RunningProcess
{
    private readonly string _url;
    private readonly string? _token;

    private RunningProcess(FolderOwner owner, string url, string? token)
    {
        (_url, _token) = (url, token);
        (Name, IsLoopback) = ($"process {owner.ProcessId} at {url}", owner.IsOpen != true);
    }

    /// <summary>Its name for people.</summary>
    public string Name { get; }

    /// <summary>Whether it serves this machine only.</summary>
    public bool IsLoopback { get; }

    /// <summary>Its REST API.</summary>
    /// <param name="business">The business to act for; null: none, for what concerns the whole process.</param>
    /// <param name="time">The clock.</param>
    public Server Connect(BusinessId? business, TimeProvider time) => new(_url, _token, business, $"The {Name}", time);

    /// <summary>The process that uses the folder; null when none does.</summary>
    /// <exception cref="CommandException">A process uses it, but has not published its address.</exception>
    public static RunningProcess? Find(string folder)
    {
        if (DataFolder.FindOwner(folder) is not { } owner) return null;
        if (owner.Url is { } url) return new RunningProcess(owner, url, LocalToken.Find(folder));
        throw new CommandException(ExitCode.DataUnusable, $"The data folder {folder} is in use by a process that is starting or stopping. Try again in a moment.");
    }

    /// <summary>The process that uses the folder and goes on until it is stopped, so that lists can be handed to it; null when none does.</summary>
    public static RunningProcess? FindServing(string folder) =>
        DataFolder.FindOwner(folder) is { Url: { } url, TakesLists: true } owner ? new RunningProcess(owner, url, LocalToken.Find(folder)) : null;
}
