using System.Text;
using CallQueue.Hosting;

namespace CallQueue.Composition.Logging;

/// <summary>
/// A log file that only its owner may read. Beyond <see cref="LargestSize"/> it is renamed to <c>*.1</c>, over an older one,
/// and begun anew, so that a long run never fills the disk. Not thread-safe.
/// </summary>
internal sealed class LogFile(string path, long largestSize = LogFile.LargestSize) : IDisposable
{
    public const long LargestSize = 10 * 1024 * 1024;

    private StreamWriter _writer = Open(path);

    /// <exception cref="IOException">The file can't be written.</exception>
    public void Write(string line)
    {
        if (_writer.BaseStream.Length > largestSize) StartAnew();
        _writer.WriteLine(line);
        _writer.Flush();
    }

    public void Dispose() => _writer.Dispose();

    private void StartAnew()
    {
        _writer.Dispose();
        File.Move(path, path + ".1", overwrite: true);
        _writer = Open(path);
    }

    private static StreamWriter Open(string path) =>
        new(PrivateFile.Open(path, FileMode.Append, share: FileShare.ReadWrite | FileShare.Delete), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
}
