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

    /// <summary>The versions that the records have once the write is done; known as soon as it has begun.</summary>
    public IReadOnlyList<RecordVersion> Versions() => Array.ConvertAll(_versions, RecordVersions.Format);

    /// <summary>
    /// Whether nothing but a fault of the disk can stand in its way: what it replaces was written since the file was opened, so by an instance of this process, of which there is one at a
    /// time. Anything else, the first write of an instance above all, may find that another process has written.
    /// </summary>
    public bool IsCertain(VersionCounter versions)
    {
        var isCertain = false;
        for (var i = 0; i < _expected.Length; i++)
        {
            if (_expected[i] is not { } expected) isCertain |= _writes.Count == 1; // A deletion of any version.
            else if (expected == RecordVersions.Absent) continue;
            else if (!versions.IsOwn(expected)) return false;
            else isCertain = true;
        }
        return isCertain;
    }

    protected override void Number(VersionCounter versions)
    {
        for (var i = 0; i < _versions.Length; i++)
            if (_writes[i].Data is not null) _versions[i] = versions.Next();
    }

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
        var version = _versions[i];
        return _expected[i] == RecordVersions.Absent
            ? session.Insert(Owner, name, version, data)
            : session.Replace(Owner, name, version, data, _expected[i]!.Value);
    }
}
