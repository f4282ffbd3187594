using CallQueue.Hosting.Transfer;
using CallQueue.Storage;

namespace CallQueue.Transfer;

/// <summary>Imported records: each replaces the record of its name, unless its actor has a root.</summary>
internal sealed class ArrivingRecords(TransferChunk chunk) : WriteRequest(chunk.Actor, new WriteFence(chunk.Actor))
{
    private const int RowOverhead = 100;

    /// <summary>Whether the actor already existed.</summary>
    public bool IsLeftAlone { get; private set; }

    public override int Bytes { get; } = chunk.Records.Sum(record => record.Data.Length + RowOverhead);

    protected override string? Conflict(WriteSession session) => null;

    protected override void Write(WriteSession session)
    {
        IsLeftAlone = session.FindVersion(Owner, TransferFormat.RootName) != RecordVersions.Absent;
        if (IsLeftAlone) return;
        foreach (TransferRecord record in chunk.Records)
        {
            session.Delete(Owner, record.Name, null);
            session.Insert(Owner, record.Name, session.NextVersion(), record.Data);
        }
    }
}

/// <summary>An imported alarm. Alarms ring once when the folder is opened to dial, due or not.</summary>
internal sealed class ArrivingAlarm(TransferAlarm alarm) : WriteRequest(alarm.Actor, new WriteFence(alarm.Actor))
{
    public override int Bytes => 100;

    protected override string? Conflict(WriteSession session) => null;

    protected override void Write(WriteSession session)
    {
        if (session.FindVersion(Owner, TransferFormat.RootName) != RecordVersions.Absent) session.AddAlarm(Owner, alarm.DueAt);
    }
}
