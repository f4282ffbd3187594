using CallQueue.Hosting.Local;

namespace CallQueue.Hosting.Transfer;

/// <summary>Gathers the records of one actor until they are enough for a chunk.</summary>
internal sealed class ChunkBuilder(int limit)
{
    private List<TransferRecord> _records = [];
    private ActorAddress _actor;
    private int _bytes;
    private bool _isFirst = true;

    /// <summary>The chunk to send before <paramref name="next"/> is added.</summary>
    public TransferChunk? Before(in TransferLine next)
    {
        if (_records.Count == 0) return null;
        if (next.Actor != _actor) return Take(isLast: true);
        return _bytes + next.Data.Length > limit ? Take(isLast: false) : null;
    }

    public void Add(in TransferLine line)
    {
        _actor = line.Actor;
        _bytes += line.Data.Length;
        // The line's buffer is used again.
        _records.Add(new TransferRecord(line.Name!, line.Data.ToArray()));
    }

    public TransferChunk? Last() => _records.Count == 0 ? null : Take(isLast: true);

    private TransferChunk Take(bool isLast)
    {
        var chunk = new TransferChunk(_actor, _records, _isFirst, isLast);
        (_records, _bytes, _isFirst) = ([], 0, isLast);
        return chunk;
    }
}
