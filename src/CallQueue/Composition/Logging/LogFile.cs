using System.Buffers;
using System.Text;
using CallQueue.Hosting;

namespace CallQueue.Composition.Logging;

/// <summary>
/// A log file that only its owner may read. Beyond <see cref="LargestSize"/> it is renamed to <c>*.1</c>, over an older one,
/// and begun anew, so that a long run never fills the disk. Lines that come while others are being written go to the file together; whoever writes a
/// line does not wait for the disk. Thread-safe.
/// </summary>
internal sealed class LogFile : IDisposable
{
    public const long LargestSize = 10 * 1024 * 1024;

    /// <summary>In bytes. A larger buffer is not kept: it was needed once, in a burst.</summary>
    private const int LargestKept = 256 * 1024;

    private static readonly byte[] NewLine = Encoding.ASCII.GetBytes(Environment.NewLine);

    private readonly string _path;
    private readonly long _largestSize;
    private readonly Action<IOException> _failed;

    /// <summary>Guards the lines that wait.</summary>
    private readonly Lock _adding = new();

    /// <summary>Guards the file. Never taken while <see cref="_adding"/> is held.</summary>
    private readonly Lock _writing = new();
    private ArrayBufferWriter<byte> _waiting = new();
    private ArrayBufferWriter<byte> _written = new();
    private bool _isScheduled;
    private FileStream? _file;
    private long _length;

    /// <param name="path">The file.</param>
    /// <param name="failed">Called once, on another thread, when the file can't be written any more.</param>
    /// <param name="largestSize">In bytes.</param>
    public LogFile(string path, Action<IOException> failed, long largestSize = LargestSize)
    {
        (_path, _failed, _largestSize) = (path, failed, largestSize);
        Open();
    }

    /// <param name="line">In UTF-8, without its end.</param>
    public void Write(ReadOnlySpan<byte> line)
    {
        lock (_adding)
        {
            _waiting.Write(line);
            _waiting.Write(NewLine);
            if (_isScheduled) return;
            _isScheduled = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(static file => file.Flush(), this, preferLocal: false);
    }

    /// <summary>Writes what waits.</summary>
    public void Flush()
    {
        try
        {
            lock (_writing) WriteInTurn();
        }
        catch (IOException e)
        {
            _failed(e);
        }
    }

    /// <summary>Writes what waits, then closes the file.</summary>
    public void Dispose()
    {
        Flush();
        lock (_writing)
        {
            _file?.Dispose();
            _file = null;
        }
    }

    private void WriteInTurn()
    {
        ArrayBufferWriter<byte> lines;
        lock (_adding)
        {
            (lines, _waiting) = (_waiting, _written);
            _isScheduled = false;
        }

        try
        {
            WriteLines(lines.WrittenSpan);
        }
        finally
        {
            // Only the one that is writing has this buffer.
            if (lines.Capacity > LargestKept) lines = new();
            else lines.ResetWrittenCount();
            _written = lines;
        }
    }

    private void WriteLines(ReadOnlySpan<byte> lines)
    {
        if (_file is null) return;
        try
        {
            while (!lines.IsEmpty)
            {
                if (_length > _largestSize) StartAnew();

                // The line that makes the file too large is its last one.
                int left = (int)Math.Min(_largestSize - _length, lines.Length);
                int end = left < lines.Length ? left + lines[left..].IndexOf((byte)'\n') + 1 : lines.Length;
                _file.Write(lines[..end]);
                _length += end;
                lines = lines[end..];
            }

            _file.Flush();
        }
        catch (IOException)
        {
            // A full disk, most likely. What was buffered is dropped.
            _file = null;
            throw;
        }
    }

    private void StartAnew()
    {
        _file!.Dispose();
        File.Move(_path, _path + ".1", overwrite: true);
        Open();
    }

    private void Open()
    {
        _file = PrivateFile.Open(_path, FileMode.Append, share: FileShare.ReadWrite | FileShare.Delete);
        _length = _file.Length;
    }
}
