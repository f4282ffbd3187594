namespace CallQueue.Schedules;

/// <summary>
/// A recurring call or run: its cron expression, its time zone and its occurrences. Each occurrence is submitted to the
/// business under a name of its own, so it happens once however often it is tried. Commands are durable when they answer;
/// they throw <see cref="Hosting.UnavailableException"/> when the store failed.
/// </summary>
public interface ISchedule
{
    /// <summary>Makes it. The same content again changes nothing; other content is a conflict.</summary>
    Task<ScheduleAnswer> CreateAsync(ScheduleSpec spec);

    /// <summary>Replaces what it does; the next occurrence counts from now, and what has come does not come again.</summary>
    Task<ScheduleAnswer> ChangeAsync(ScheduleSpec spec);

    /// <summary>The same, only while it does what the change was made from.</summary>
    Task<ScheduleAnswer> ReplaceAsync(ReplaceSchedule request);

    /// <summary>The schedule as it stands; null when there is none of that name.</summary>
    Task<ScheduleSnapshot?> GetAsync();

    /// <summary>
    /// Holds it, or lets it go on from now: what was due meanwhile is never made up. After a pause is answered no occurrence
    /// begins; one that had begun is finished, and what was submitted goes on. Null when there is none of that name.
    /// </summary>
    Task<ScheduleSnapshot?> PauseAsync(bool paused);

    /// <summary>One occurrence now, beside its times and whatever runs; allowed while paused.</summary>
    Task<RunNowAnswer> RunNowAsync();

    /// <summary>Deletes it for good; what was submitted goes on. False when there was none.</summary>
    Task<bool> DeleteAsync();

    /// <summary>Something may be due: look. Harmless at any time.</summary>
    Task WakeAsync();
}
