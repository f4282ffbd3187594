using CallQueue.Hosting.Local;

namespace CallQueue.Storage;

/// <summary>Sets or clears one actor's alarm.</summary>
internal sealed class AlarmChange(ActorAddress owner, WriteFence fence, DateTimeOffset? dueAt) : WriteRequest(owner, fence)
{
    public override int Bytes => 100;

    protected override string? Conflict(WriteSession session) => null;

    protected override void Write(WriteSession session)
    {
        if (dueAt is { } due) session.SetAlarm(Owner, due);
        else session.ClearAlarm(Owner);
    }
}
