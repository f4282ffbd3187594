namespace CallQueue.Leads.Sources;

/// <summary>A file of people.</summary>
internal sealed class FileSource(string path) : ILeadSource
{
    private const int BufferSize = 256 * 1024;

    public string Name => path;

    public Stream Open() => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferSize, FileOptions.Asynchronous | FileOptions.SequentialScan);

    public LeadStamp Stamp()
    {
        var info = new FileInfo(path);
        return info.Exists ? new LeadStamp(info.Length, info.LastWriteTimeUtc) : throw new FileNotFoundException($"there is no file {path}", path);
    }
}
