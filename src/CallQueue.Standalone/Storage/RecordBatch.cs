using System.Globalization;
using CallQueue.Hosting;
using CallQueue.Hosting.Local;

namespace CallQueue.Storage;

/// <summary>Record writes of one actor. Versions are checked before anything is written.</summary>
internal sealed class RecordBatch : WriteRequest
{
    private const int RowOverhead = 100;

    private readonly IReadOnlyList<RecordWrite> _writes;
    private readonly long?[] _expected;
    private readonly long[] _versions;

    public RecordBatch(ActorAddress owner, WriteFence fence, IReadOnlyList<RecordWrite> writes) : base(owner, fence)
    {
        _writes = writes;
        _versions = new long[writes.Count];
        _expected = new long?[writes.Count];
        for (var i = 0; i < writes.Count; i++)
        {
            _expected[i] = RecordVersions.Parse(writes[i]);
            Bytes += (writes[i].Data?.Length ?? 0) + RowOverhead;
        }
    }

    public override int Bytes { get; }

    /// <summary>The new versions, once the write is done.</summary>
    public IReadOnlyList<RecordVersion> Versions() => Array.ConvertAll(_versions, RecordVersions.Format);

    /// <summary>A single write needs no check in advance: its statement changes nothing when the version does not match.</summary>
    protected override string? Conflict(WriteSession session)
    {
        if (_writes.Count == 1) return null;
        for (var i = 0; i < _writes.Count; i++)
            if (_expected[i] is { } expected && session.FindVersion(Owner, _writes[i].Name) != expected) return _writes[i].Name;
        return null;
    }

    protected override void Write(WriteSession session)
    {
        for (var i = 0; i < _writes.Count; i++)
        {
            if (WriteOne(session, i)) continue;
            Refuse(new RecordConflictException(_writes[i].Name));
            return;
        }
    }

    private bool WriteOne(WriteSession session, int i)
    {
        var name = _writes[i].Name;
        if (_writes[i].Data is not { } data) return session.Delete(Owner, name, _expected[i]);
        var version = session.NextVersion();
        _versions[i] = version;
        return _expected[i] == RecordVersions.Absent
            ? session.Insert(Owner, name, version, data)
            : session.Replace(Owner, name, version, data, _expected[i]!.Value);
    }
}
