using CallQueue.Hosting;

namespace CallQueue.Histories;

/// <summary>
/// The history of an actor in a record of its own beside the root. It goes with the first commit of each minute and causes none itself.
/// <see cref="Note"/> is called for each root that is about to be written.
/// </summary>
internal sealed class StoredHistory(IPageWriter pages, TimeProvider time)
{
    /// <summary>The name of its record.</summary>
    public const string Name = "history";

    private History _history = new(null, HistoryCounters.Zero);

    /// <summary>Continues what is stored.</summary>
    /// <param name="record">Null: none is.</param>
    /// <param name="counters">The counters of the root as it is stored.</param>
    public void Continue(HistoryRecord? record, HistoryCounters counters) => _history = new History(record, counters);

    /// <inheritdoc cref="History.Note"/>
    public void Note(HistoryCounters counters, IReadOnlyList<string> holds)
    {
        if (_history.Note(counters, holds, time.GetUtcNow())) pages.WritePage(Name, _history.ToRecord(), CallQueueJson.Default.HistoryRecord);
    }

    /// <inheritdoc cref="History.ToSeries"/>
    public HistorySeries ToSeries(HistoryResolution resolution) => _history.ToSeries(resolution, time.GetUtcNow());
}
