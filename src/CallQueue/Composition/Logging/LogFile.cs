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

    private readonly string _path;
    private readonly long _largestSize;
    private readonly Action<IOException> _failed;

    /// <summary>Guards the lines that wait.</summary>
    private readonly Lock _adding = new();

    /// <summary>Guards the file. Never taken while <see cref="_adding"/> is held.</summary>
    private readonly Lock _writing = new();
    private List<string> _waiting = [];
    private bool _isScheduled;
    private StreamWriter? _writer;
    private long _length;

    /// <param name="path">The file.</param>
    /// <param name="failed">Called once, on another thread, when the file can't be written any more.</param>
    /// <param name="largestSize">In bytes.</param>
    public LogFile(string path, Action<IOException> failed, long largestSize = LargestSize)
    {
        (_path, _failed, _largestSize) = (path, failed, largestSize);
        Open();
    }

    public void Write(string line)
    {
        lock (_adding)
        {
            _waiting.Add(line);
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
            _writer?.Dispose();
            _writer = null;
        }
    }

    private void WriteInTurn()
    {
        List<string> lines;
        lock (_adding)
        {
            (lines, _waiting) = (_waiting, []);
            _isScheduled = false;
        }

        if (_writer is null) return;
        try
        {
            foreach (string line in lines)
            {
                if (_length > _largestSize) StartAnew();
                _writer.WriteLine(line);
                _length += Encoding.UTF8.GetByteCount(line) + _writer.NewLine.Length;
            }

            _writer.Flush();
        }
        catch (IOException)
        {
            // A full disk, most likely. What was buffered is dropped.
            _writer = null;
            throw;
        }
    }

    private void StartAnew()
    {
        _writer!.Dispose();
        File.Move(_path, _path + ".1", overwrite: true);
        Open();
    }

    private void Open()
    {
        _writer = new StreamWriter(PrivateFile.Open(_path, FileMode.Append, share: FileShare.ReadWrite | FileShare.Delete), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        _length = _writer.BaseStream.Length;
    }
}
