using System.Text.Json;
using CallQueue.Hosting;

namespace CallQueue.Storage;

/// <summary>
/// A folder that only one process at a time can use. The lock is an open file, so the operating system releases it
/// when the process ends, even after a crash.
/// </summary>
internal sealed class DataFolder : IDisposable
{
    private const string LockFile = "callqueue.lock";
    private const string OwnerFile = "owner.json";
    private const int LockTries = 5;
    private static readonly TimeSpan LockPause = TimeSpan.FromMilliseconds(60);

    private readonly FileStream _lock;
    private FolderOwner _owner;

    private DataFolder(string path, FileStream @lock, FolderOwner owner)
    {
        (Path, _lock, _owner) = (path, @lock, owner);
        WriteOwner();
    }

    /// <summary>The full path.</summary>
    public string Path { get; }

    /// <summary>The SQLite file with everything in it.</summary>
    public string DatabasePath => System.IO.Path.Combine(Path, "callqueue.db");

    /// <summary>Creates the folder if necessary and locks it.</summary>
    /// <exception cref="DataFolderException">It is in use, not writable, or readable by other users.</exception>
    public static async Task<DataFolder> TakeAsync(string path, TimeProvider time)
    {
        var full = System.IO.Path.GetFullPath(path);
        try
        {
            PrivateFolder.Create(full);
            var file = await LockPrivateAsync(full);
            return new DataFolder(full, file, new FolderOwner(Environment.ProcessId, time.GetUtcNow(), null));
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new DataFolderException(
                full, $"The data folder {full} is not writable ({e.Message}) Give this user write permission, or choose another folder.", e);
        }
    }

    /// <summary>The process that uses the folder now, or null when none does.</summary>
    public static FolderOwner? FindOwner(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        return IsLocked(full) ? ReadOwner(full) ?? new FolderOwner(0, default, null) : null;
    }

    /// <summary>Publishes the address of this process's gateway, whether it serves other machines, and whether it takes lists from other commands.</summary>
    public void Announce(string url, bool isOpen = false, bool takesLists = false)
    {
        _owner = _owner with { Url = url, IsOpen = isOpen, TakesLists = takesLists };
        WriteOwner();
    }

    public void Dispose()
    {
        File.Delete(System.IO.Path.Combine(Path, OwnerFile));
        _lock.Dispose();
    }

    /// <summary>Locks first: a folder that is not writable at all has an error of its own.</summary>
    private static async Task<FileStream> LockPrivateAsync(string full)
    {
        var isNew = !File.Exists(System.IO.Path.Combine(full, LockFile));
        var file = await LockAsync(full);
        try
        {
            PrivateFolder.Check(full);
            return file;
        }
        catch (DataFolderException)
        {
            file.Dispose();
            if (isNew) File.Delete(System.IO.Path.Combine(full, LockFile));
            throw;
        }
    }

    /// <summary>Retries for a moment, since a process that only looks up the owner touches the lock too.</summary>
    private static async Task<FileStream> LockAsync(string full)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return OpenLock(full, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException e) when (IsSharingViolation(e))
            {
                if (attempt == LockTries) throw InUse(full, e);
            }
            await Task.Delay(LockPause, TimeProvider.System);
        }
    }

    private static DataFolderException InUse(string full, Exception inner)
    {
        var who = ReadOwner(full) is { } owner ? $"process {owner.ProcessId}{(owner.Url is null ? "" : $" at {owner.Url}")}" : "another process";
        return new DataFolderException(full, $"The data folder {full} is in use by {who}. Stop that process first, or choose another folder.", inner);
    }

    private static bool IsLocked(string full)
    {
        try
        {
            using var probe = OpenLock(full, FileMode.Open, FileAccess.Read, FileShare.Read);
            return false;
        }
        catch (IOException e)
        {
            return IsSharingViolation(e);
        }
    }

    /// <summary>Excludes a missing file or folder and a full disk, which have their own exception types or codes.</summary>
    private static bool IsSharingViolation(IOException e) =>
        e.GetType() == typeof(IOException) && (e.HResult & 0xFFFF) is 32 or 33 or 11 or 35;

    private static FileStream OpenLock(string full, FileMode mode, FileAccess access, FileShare share) =>
        PrivateFile.Open(System.IO.Path.Combine(full, LockFile), mode, access, share, bufferSize: 1);

    private static FolderOwner? ReadOwner(string full)
    {
        try
        {
            return JsonSerializer.Deserialize<FolderOwner>(File.ReadAllBytes(System.IO.Path.Combine(full, OwnerFile)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Written atomically, since readers may come at any time.</summary>
    private void WriteOwner() => PrivateFile.Replace(System.IO.Path.Combine(Path, OwnerFile), JsonSerializer.SerializeToUtf8Bytes(_owner));
}
