using CallQueue.Histories;

namespace CallQueue.Runs;

/// <summary>One batch or campaign: its progress, its state and its results.</summary>
public interface IRun
{
    /// <summary>Stores the run's identity before any of its calls is queued. The same fingerprint is the same run.</summary>
    Task<BeginAnswer> BeginAsync(BeginRun request);

    /// <summary>
    /// Keeps people as they were submitted, so that the run can be run again. Called once they are queued, in their order; repeating a part
    /// is fine.
    /// </summary>
    Task KeepPeopleAsync(RunPart part);

    /// <summary>Some of the people as they were submitted; page 0 is the first. Null after the last page.</summary>
    Task<RunPart?> PeopleAsync(int page);

    /// <summary>An update from the Business, applied once and in order even when it is repeated. Returns how many ends are recorded now.</summary>
    Task<long> ApplyAsync(RunNews news);

    /// <summary>The state of the run; null when there is none of that name.</summary>
    Task<RunSnapshot?> GetAsync();

    /// <summary>
    /// The run once it is newer than <paramref name="seenStamp"/>, or its current state after <paramref name="wait"/> (at most
    /// 30 s). For progress bars and event streams: no polling.
    /// </summary>
    Task<RunSnapshot?> WatchAsync(long seenStamp, TimeSpan wait);

    /// <summary>Results of the calls <paramref name="from"/> (index, 0 is the first) and following that have ended, by index; at most <paramref name="count"/> places looked at.</summary>
    Task<IReadOnlyList<RunResult>> ResultsAsync(int from, int count);

    /// <summary>What happened per minute, ten minutes or day, up to now; null when there is no run of that name.</summary>
    Task<HistorySeries?> HistoryAsync(HistoryResolution resolution);

    /// <summary>Searches results from the last index back, at most as many pages as the request allows.</summary>
    Task<ResultsFound> SearchAsync(SearchResults request);

    /// <summary>Results of calls to a number no longer name the person; answers the places of those calls. Repeating it is fine.</summary>
    Task<IReadOnlyList<int>> EraseAsync(PhoneNumber number);

    /// <summary>Retention: deletes the records of a run that has ended.</summary>
    Task ForgetAsync();
}
