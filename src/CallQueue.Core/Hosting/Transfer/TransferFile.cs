using System.Runtime.CompilerServices;
using CallQueue.Hosting.Local;
using Microsoft.Win32.SafeHandles;

namespace CallQueue.Hosting.Transfer;

/// <summary>
/// An export that was found whole. Its content is streamed, as often as wanted, in memory that does not depend on its size.
/// </summary>
public sealed class TransferFile : IDisposable
{
    /// <summary>A chunk's records together have at most this many bytes, unless it is a single one.</summary>
    private const int ChunkBytes = 1 << 20;

    private readonly SafeFileHandle _file;
    private readonly (long Offset, long Lines) _recordsEnd;

    private TransferFile(SafeFileHandle file, TransferCheck check)
    {
        (_file, _recordsEnd) = (file, check.RecordsEnd!.Value);
        (Header, Contents, Businesses) = (check.Header, check.Contents, check.Businesses);
    }

    public TransferHeader Header { get; }

    public TransferContents Contents { get; }

    /// <summary>The businesses that have records, in the order of the file.</summary>
    public IReadOnlyList<ActorAddress> Businesses { get; }

    /// <summary>Checks every line, the counts and the hash. Keeps the file open until it is disposed.</summary>
    /// <param name="path">The file.</param>
    /// <param name="progress">Receives the number of checked bytes.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="TransferFileException">It is not an export, or incomplete; the message names line and field.</exception>
    /// <exception cref="IOException">It can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static async Task<TransferFile> OpenAsync(string path, IProgress<long>? progress = null, CancellationToken cancellation = default)
    {
        SafeFileHandle file = File.OpenHandle(path, options: FileOptions.Asynchronous | FileOptions.SequentialScan);
        try
        {
            using var check = new TransferCheck(file);
            await check.RunAsync(progress, cancellation);
            return new TransferFile(file, check);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>All records, actor by actor.</summary>
    public async IAsyncEnumerable<TransferChunk> ReadAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var cursor = new LineCursor(_file);
        var chunk = new ChunkBuilder(ChunkBytes);
        await cursor.NextAsync(cancellation);
        while (cursor.Number < _recordsEnd.Lines && await cursor.NextAsync(cancellation))
        {
            TransferLine line = TransferLine.Parse(cursor.Line, cursor.Number);
            if (chunk.Before(line) is { } full) yield return full;
            chunk.Add(line);
        }

        if (chunk.Last() is { } last) yield return last;
    }

    /// <summary>All alarms.</summary>
    public async IAsyncEnumerable<TransferAlarm> ReadAlarmsAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var cursor = new LineCursor(_file, _recordsEnd.Offset, _recordsEnd.Lines);
        for (long left = Contents.Alarms; left > 0 && await cursor.NextAsync(cancellation); left--)
        {
            TransferLine line = TransferLine.Parse(cursor.Line, cursor.Number);
            yield return new TransferAlarm(line.Actor, line.DueAt);
        }
    }

    public void Dispose() => _file.Dispose();
}
