using CallQueue.Hosting.Local;

namespace CallQueue.Hosting.Transfer;

/// <summary>Counts an import. Thread-safe.</summary>
internal sealed class ImportTally(IProgress<ImportCounts>? progress)
{
    private const long ReportEvery = 256;

    private readonly Lock _counting = new();
    private ImportCounts _counts = new(0, 0, 0, 0, 0, 0);
    private long _changes;

    public ImportCounts Counts
    {
        get
        {
            lock (_counting) return _counts;
        }
    }

    /// <summary>A chunk was written, or its actor left alone.</summary>
    public void Chunk(TransferChunk chunk, bool isWritten)
    {
        bool isBusiness = chunk.Actor.Kind == LocalActors.BusinessKind;
        lock (_counting)
        {
            _counts = _counts with
            {
                Passed = _counts.Passed + chunk.Records.Count,
                Records = _counts.Records + (isWritten ? chunk.Records.Count : 0),
                Actors = _counts.Actors + (isWritten && chunk.IsLast ? 1 : 0),
                Businesses = _counts.Businesses + (isWritten && chunk.IsLast && isBusiness ? 1 : 0),
                LeftAlone = _counts.LeftAlone + (!isWritten && chunk.IsLast ? 1 : 0),
            };
        }

        Report();
    }

    public void Alarm()
    {
        lock (_counting) _counts = _counts with { Alarms = _counts.Alarms + 1 };
        Report();
    }

    private void Report()
    {
        if (progress is not null && Interlocked.Increment(ref _changes) % ReportEvery == 0) progress.Report(Counts);
    }
}
