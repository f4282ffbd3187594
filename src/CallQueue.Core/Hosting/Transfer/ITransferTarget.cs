using CallQueue.Hosting.Local;

namespace CallQueue.Hosting.Transfer;

/// <summary>The state of an exported actor in the target.</summary>
public enum TransferStanding
{
    /// <summary>It has no root there. This export may have reserved it, or written some of its pages.</summary>
    Absent,

    /// <summary>It came with this export, whole, and may have gone on since.</summary>
    Imported,

    /// <summary>It has a root from elsewhere, or another export has reserved it.</summary>
    Foreign,
}

/// <summary>
/// Where an export is moved to. Calls of different actors come side by side. Everything may be repeated: an import that
/// was killed is run again from its beginning. A failure is an exception and ends the import; the next one continues.
/// </summary>
public interface ITransferTarget
{
    /// <summary>Whether actors of this kind can live there. An export with others is refused.</summary>
    bool Knows(string kind);

    /// <summary>The state of a business. Changes nothing.</summary>
    Task<TransferStanding> FindAsync(ActorAddress business, string exportId, CancellationToken cancellation);

    /// <summary>
    /// Reserves a business that is <see cref="TransferStanding.Absent"/> for this export, durably: from now on, until its root
    /// is written, the actor must not run there. Otherwise a webhook of a call that has been moved before it would make
    /// it a root of its own.
    /// </summary>
    Task ReserveAsync(ActorAddress business, string exportId, CancellationToken cancellation);

    /// <summary>
    /// Writes records in their order, durably, each of them replaces the record of its name: an interrupted import may have
    /// left it. An actor that has a root is skipped, and its further chunks are not sent. The chunks
    /// of one actor come one after another.
    /// </summary>
    /// <returns>False when the actor had a root and was left alone.</returns>
    Task<bool> WriteAsync(TransferChunk chunk, string exportId, CancellationToken cancellation);

    /// <summary>
    /// Sets the alarm of an actor that has a root and no alarm, durably, and rings it once now, due or not, as a host does
    /// that starts: interrupted work continues at once. Others are skipped. Called after all records are written.
    /// </summary>
    Task WakeAsync(TransferAlarm alarm, string exportId, CancellationToken cancellation);
}
