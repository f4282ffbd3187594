using CallQueue.Hosting;
using CallQueue.Inputs;
using CallQueue.Leads;
using Microsoft.Win32.SafeHandles;

namespace CallQueue.Lists;

/// <summary>
/// The list of a request in a temporary file, since it is read more than once. Only this user can read the file, and it is gone with the
/// process, however that ends.
/// </summary>
internal sealed class SpooledList : ILeadSource, IDisposable
{
    private const int BufferSize = 128 * 1024;
    private readonly SafeFileHandle _file;
    private long _length;

    private SpooledList(string name) => (Name, _file) = (name, Create());

    public string Name { get; }

    /// <summary>Stores a body to its end.</summary>
    /// <param name="name">The list's name for people; its extension tells the form.</param>
    /// <param name="max">The largest list, in bytes.</param>
    /// <exception cref="InputTooLargeException">It is larger.</exception>
    /// <exception cref="UnavailableException">The disk is full, or the folder for temporary files is not writable.</exception>
    public static async Task<SpooledList> ReceiveAsync(Stream body, string name, long max, CancellationToken cancellation)
    {
        SpooledList list = Stored(() => new SpooledList(name));
        try
        {
            await list.FillAsync(body, max, cancellation);
            return list;
        }
        catch
        {
            list.Dispose();
            throw;
        }
    }

    public Stream Open() => new SpooledStream(_file);

    public LeadStamp Stamp() => new(_length, default);

    public void Dispose() => _file.Dispose();

    private async Task FillAsync(Stream body, long max, CancellationToken cancellation)
    {
        byte[] buffer = new byte[BufferSize];
        while (await body.ReadAsync(buffer, cancellation) is > 0 and var read)
        {
            if (_length + read > max) throw new InputTooLargeException($"the list is larger than {max} bytes");
            // Not awaited to the disk: the system's cache takes it.
            Stored(() => RandomAccess.Write(_file, buffer.AsSpan(0, read), _length));
            _length += read;
        }
    }

    private static void Stored(Action write) => Stored(() =>
    {
        write();
        return true;
    });

    private static T Stored<T>(Func<T> write)
    {
        try
        {
            return write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UnavailableException("The list could not be stored in a temporary file.", e);
        }
    }

    private static SafeFileHandle Create()
    {
        string path = Path.Combine(Path.GetTempPath(), $"callqueue-{Guid.NewGuid():n}.list");
        if (OperatingSystem.IsWindows()) return File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, FileOptions.Asynchronous | FileOptions.DeleteOnClose);
        PrivateFile.Open(path, FileMode.CreateNew).Dispose();
        SafeFileHandle file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Delete, FileOptions.Asynchronous);
        // An open file without a name: the system frees it when the process ends.
        File.Delete(path);
        return file;
    }
}
