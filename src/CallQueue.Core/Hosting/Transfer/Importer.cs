using CallQueue.Hosting.Local;

namespace CallQueue.Hosting.Transfer;

/// <summary>
/// Imports an export into a target. First it checks for conflicts: none of its businesses may already exist there. Then
/// businesses are reserved, everything but businesses is written, then businesses, and when all is there, alarms ring.
/// <para>
/// Killed anywhere and run again, it ends in the same state, even when the target has gone on in between: a business with
/// a root proves that everything before businesses was written, so none of that is written again. (What is missing of
/// it then has ended and was deleted there; writing it again could dial a person twice.)
/// </para>
/// </summary>
public sealed class Importer(TransferFile file, ITransferTarget target)
{
    private const int SideBySide = 32;

    private string Id => file.Header.Id;

    /// <param name="progress">Receives the progress from time to time.</param>
    /// <param name="cancellation">Ends it early; the same import continues later.</param>
    public async Task<ImportAnswer> RunAsync(IProgress<ImportCounts>? progress = null, CancellationToken cancellation = default)
    {
        string[] unknown = [.. file.Contents.Actors.Keys.Where(kind => !target.Knows(kind) && kind != TransferFormat.SimulatedCarrierKind)];
        Dictionary<ActorAddress, TransferStanding> standings = await FindAsync(cancellation);
        ActorAddress[] conflicts = [.. file.Businesses.Where(business => standings[business] == TransferStanding.Foreign)];
        if (unknown.Length > 0 || conflicts.Length > 0) return new ImportAnswer.Refused(conflicts, unknown);

        var tally = new ImportTally(progress);
        await ReserveAsync(file.Businesses.Where(business => standings[business] == TransferStanding.Absent), cancellation);
        bool isBusinessThere = standings.ContainsValue(TransferStanding.Imported);
        await WriteAsync(tally, isBusinessThere, cancellation);
        await WakeAsync(tally, cancellation);
        progress?.Report(tally.Counts);
        return new ImportAnswer.Done(tally.Counts);
    }

    private async Task<Dictionary<ActorAddress, TransferStanding>> FindAsync(CancellationToken cancellation)
    {
        var standings = new Dictionary<ActorAddress, TransferStanding>();
        await using var looking = new InFlight(SideBySide);
        foreach (ActorAddress business in file.Businesses) await looking.AddAsync(() => LookAsync(business), cancellation);
        await looking.DrainAsync();
        return standings;

        async Task LookAsync(ActorAddress business)
        {
            TransferStanding standing = await target.FindAsync(business, Id, cancellation);
            lock (standings) standings.Add(business, standing);
        }
    }

    private async Task ReserveAsync(IEnumerable<ActorAddress> businesses, CancellationToken cancellation)
    {
        await using var reserving = new InFlight(SideBySide);
        foreach (ActorAddress business in businesses) await reserving.AddAsync(() => target.ReserveAsync(business, Id, cancellation), cancellation);
        await reserving.DrainAsync();
    }

    private async Task WriteAsync(ImportTally tally, bool isBusinessThere, CancellationToken cancellation)
    {
        await using var writing = new InFlight(SideBySide);
        bool areBusinesses = false;
        bool isLeftAlone = false;
        await foreach (TransferChunk chunk in file.ReadAsync(cancellation))
        {
            // Nothing of a business before all that it may ask for is there.
            if (!areBusinesses && chunk.Actor.Kind == LocalActors.BusinessKind)
            {
                await writing.DrainAsync();
                areBusinesses = true;
            }

            if (chunk.IsFirst) isLeftAlone = !target.Knows(chunk.Actor.Kind) || (isBusinessThere && !areBusinesses);
            if (isLeftAlone) tally.Chunk(chunk, isWritten: false);
            else if (chunk is { IsFirst: true, IsLast: true }) await writing.AddAsync(() => WriteAsync(chunk, tally, cancellation), cancellation);
            else isLeftAlone = !await WriteAsync(chunk, tally, cancellation);
        }

        await writing.DrainAsync();
    }

    private async Task<bool> WriteAsync(TransferChunk chunk, ImportTally tally, CancellationToken cancellation)
    {
        bool isWritten = await target.WriteAsync(chunk, Id, cancellation);
        tally.Chunk(chunk, isWritten);
        return isWritten;
    }

    private async Task WakeAsync(ImportTally tally, CancellationToken cancellation)
    {
        await using var waking = new InFlight(SideBySide);
        await foreach (TransferAlarm alarm in file.ReadAlarmsAsync(cancellation))
        {
            await waking.AddAsync(() => WakeAsync(alarm, tally, cancellation), cancellation);
        }

        await waking.DrainAsync();
    }

    private async Task WakeAsync(TransferAlarm alarm, ImportTally tally, CancellationToken cancellation)
    {
        await target.WakeAsync(alarm, Id, cancellation);
        tally.Alarm();
    }
}
